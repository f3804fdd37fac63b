import type { CallLimits } from "@/server/models/call-model";
import { dispatch } from "@/server/outbox/outbox";
import { chatHost, type TurnViewer } from "./chat-host";
import { keepLease } from "./keep-lease";
import { loadTurn } from "./load-turn";
import { runTurn, type TurnResult } from "./run-turn";
import { saveReplies } from "./save-replies";

export interface ChatTurnEnd {
  /** False when the turn was overtaken: what was streamed does not stand. */
  saved: boolean;
  result: TurnResult;
}

/**
 * Runs a turn that `receiveMessage` opened for the chat endpoint, from loading it to its saved reply.
 * @param replyId The id that its reply is stored under.
 * @param limits Of each model call, where they are not the usual ones.
 * @throws when the system fails; the turn's lease then runs out and the watchdog answers durably.
 */
export function runChatTurn(
  turnId: string,
  replyId: string,
  viewer: TurnViewer,
  limits: Partial<CallLimits> = {},
): Promise<ChatTurnEnd> {
  return keepLease(turnId, async () => {
    const turn = await loadTurn(turnId);
    const result = await runTurn(turn.input, chatHost(turn, viewer, limits));
    const { saved, events } = await saveReplies(turn, result, replyId);
    await dispatch(events);
    return { saved, result };
  });
}
