import { inSpan } from "@/server/log/in-span";
import type { CallLimits } from "@/server/models/requests/call-model";
import { dispatch } from "@/server/outbox/outbox";
import { chatHost, type TurnViewer } from "./chat-host";
import { keepLease } from "../durable/keep-lease";
import { type LoadedTurn, loadTurn } from "../context/load-turn";
import { awaitMore } from "../context/merge-messages";
import type { OpenedTurn } from "./open-chat-turn";
import { runTurn, type TurnResult } from "../run-turn";
import { type SavedReply, saveReplies } from "../replies/save-replies";

export interface ChatTurnEnd {
  /** False when the turn was overtaken: what was streamed does not stand. */
  saved: boolean;
  result: TurnResult;
  /** What was said, as it is stored. */
  replies: SavedReply[];
}

/** A turn that `openChatTurn` opened. */
interface OpenTurn {
  turnId: string;
  reading?: OpenedTurn["reading"];
}

/**
 * Runs a turn of the chat endpoint, from loading it to its saved reply. Where the bot waits for more messages, a newer
 * one ends the turn.
 * @param replyId The id that its reply is stored under.
 * @param limits Of each model call, where they are not the usual ones.
 * @throws when the system fails; the turn's lease then runs out and the watchdog answers durably.
 */
export function runChatTurn(
  open: OpenTurn,
  replyId: string,
  viewer: TurnViewer,
  limits: Partial<CallLimits> = {},
): Promise<ChatTurnEnd> {
  const run = async () => {
    const turn = await loadWhenMerged(open, viewer);
    const result = turn.isMerged ? MERGED : await runTurn(turn.input, chatHost(turn, viewer, limits));
    const { saved, replies, events } = await saveReplies(turn, result, replyId);
    await dispatch(events);
    return { saved, result, replies };
  };
  return inSpan("turn", { "parley.turnId": open.turnId }, () => keepLease(open.turnId, run));
}

/** Reads the turn anew when its wait is over: it is to know all that was said meanwhile. */
async function loadWhenMerged(
  { turnId, reading }: OpenTurn,
  viewer: TurnViewer,
): Promise<LoadedTurn & { isMerged: boolean }> {
  const turn = await loadTurn(turnId, reading);
  const { mergeSeconds } = turn.behaviour;
  if (mergeSeconds === 0) return { ...turn, isMerged: false };
  viewer.waiting(mergeSeconds);
  const isMerged = !(await awaitMore(turn, mergeSeconds));
  viewer.waiting(0);
  return { ...(isMerged ? turn : await loadTurn(turnId)), isMerged };
}

/** Of a turn whose message is answered with a newer one. */
const MERGED: TurnResult = {
  text: "",
  silent: true,
  trace: [
    { kind: "note", text: "Something came before the wait for more messages was over, so this turn says nothing." },
  ],
  inputTokens: 0,
  outputTokens: 0,
  failure: null,
};
