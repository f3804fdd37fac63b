import { recordSearch } from "@/server/knowledge/gaps/record-search";
import { seemsQuestion } from "@/server/knowledge/answers/seems-question";
import { logFailure } from "@/server/log/log-failure";
import type { LoadedTurn } from "../context/load-turn";
import type { TurnResult } from "../turn-result";

/**
 * Records what a saved turn searched for in the knowledge base, for the list of unanswered questions and the use of
 * sources. The test chat records nothing. A failure is logged, because the customer has the answer.
 */
export async function recordKnowledge(turn: LoadedTurn, { trace, citations = [] }: TurnResult): Promise<void> {
  const search = trace.find((entry) => entry.kind === "knowledge");
  if (!search || turn.runsDraft) return;
  const { workspaceId, conversationId, messageId } = turn;
  const { question, outcome, hits } = search;
  const hasActed = trace.some(({ kind }) => kind === "action");
  try {
    await recordSearch({
      workspaceId,
      botId: turn.input.snapshot.botId,
      conversationId,
      messageId,
      question,
      outcome,
      score: hits[0]?.score ?? 0,
      sourceIds: [...new Set(citations.flatMap(({ sourceId }) => sourceId ?? []))],
      isUnanswered: outcome === "nothing" && !hasActed && seemsQuestion(question),
    });
  } catch (error) {
    logFailure(turn.turnId, "knowledge search", error);
  }
}
