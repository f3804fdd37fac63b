import { logEvent } from "@/server/log/log-event";
import type { LoadedTurn } from "../context/load-turn";
import type { TurnResult } from "../turn-result";

/** Logs one line about a turn that has ended. */
export function logTurn(turn: LoadedTurn, result: TurnResult, isSaved: boolean): void {
  const { workspaceId, conversationId, messageId, turnId, botVersionId, startedAt, input } = turn;
  const asked = result.trace.filter((entry) => entry.kind === "model");
  const calls = result.trace.filter((entry) => entry.kind === "action");
  logEvent("turn.ended", {
    workspaceId,
    conversationId,
    messageId,
    turnId,
    botId: input.snapshot.botId,
    botVersionId,
    outcome: isSaved ? outcomeOf(result) : "superseded",
    model: input.snapshot.model.modelId,
    // The start is by the database's clock, which may be a little ahead.
    ms: Math.max(0, Date.now() - startedAt.getTime()),
    modelMs: asked.reduce((sum, { durationMs }) => sum + durationMs, 0),
    modelCalls: asked.length,
    actionCalls: calls.length,
    inputTokens: result.inputTokens,
    outputTokens: result.outputTokens,
  });
}

function outcomeOf({ failure, rule, silent, scenario }: TurnResult): string {
  if (failure !== null) return "failed";
  if (scenario?.outcome === "answered") return "scripted";
  if (rule) return `rule_${rule.kind}`;
  return silent ? "silent" : "answered";
}
