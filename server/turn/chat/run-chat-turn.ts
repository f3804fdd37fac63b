import { announceEvents } from "@/server/events/publish/announce-events";
import type { Later } from "@/server/later";
import { inSpan } from "@/server/log/in-span";
import type { CallLimits } from "@/server/models/requests/call-model";
import { dispatch } from "@/server/outbox/outbox";
import { chatHost, type TurnViewer } from "./chat-host";
import { keepLease } from "../durable/keep-lease";
import { type LoadedTurn, loadTurn } from "../context/load-turn";
import { awaitMore } from "../context/merge-messages";
import type { OpenedTurn } from "./open-chat-turn";
import { runTurn } from "../run-turn";
import type { TurnResult } from "../turn-result";
import { recordKnowledge } from "../replies/record-knowledge";
import { type SavedReply, saveReplies } from "../replies/save-replies";

export interface ChatTurnEnd {
  /** False when the turn was overtaken: the streamed text is discarded. */
  saved: boolean;
  result: TurnResult;
  /** The messages as they were stored. */
  replies: SavedReply[];
}

/** A turn that was opened by `openChatTurn`. */
interface OpenTurn {
  turnId: string;
  reading?: OpenedTurn["reading"];
}

interface TurnOptions {
  /** Overrides the default limits of model calls. */
  limits?: Partial<CallLimits>;
  /** For work that the answer does not wait for. */
  later?: Later;
}

/**
 * Runs a turn of the chat endpoint, from loading it to saving its reply. If the bot waits for more messages, a newer
 * message ends the turn.
 * @param replyId The id of the turn's first reply.
 * @throws when the system fails. The turn's lease then expires, and the watchdog requests a durable turn.
 */
export function runChatTurn(
  open: OpenTurn,
  replyId: string,
  viewer: TurnViewer,
  { limits = {}, later }: TurnOptions = {},
): Promise<ChatTurnEnd> {
  const run = async () => {
    const turn = await loadWhenMerged(open, viewer);
    const result = turn.isMerged ? MERGED : await runTurn(turn.input, chatHost(turn, viewer, limits));
    const { saved, replies, events, isRecorded } = await saveReplies(turn, result, replyId);
    if (isRecorded) announceEvents(turn.workspaceId, later);
    await dispatch(events);
    if (saved) await recordKnowledge(turn, result);
    return { saved, result, replies };
  };
  return inSpan("turn", { "parley.turnId": open.turnId }, () => keepLease(open.turnId, run));
}

/** Waits for more messages if the bot does so, then reads the turn again to include them. */
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

/** The result of a turn whose message is answered together with a newer one. */
const MERGED: TurnResult = {
  text: "",
  silent: true,
  trace: [
    {
      kind: "note",
      text: "No reply: a newer message came during the wait for more messages, or people took the conversation over.",
    },
  ],
  inputTokens: 0,
  outputTokens: 0,
  failure: null,
};
