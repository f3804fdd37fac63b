import type { silenceTimers } from "@/db/schema/scenario";
import { composeSnapshot } from "@/server/bots/compose-snapshot";
import type { ScenarioPlace, ScenarioResult } from "@/server/scenario/run/scenario-input";
import { TextValues } from "@/server/scenario/run/text-values";
import { behaviourOf } from "@/server/schemas/bot-behaviour";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import type { LoadedTurn } from "../context/load-turn";
import { publishedSnapshot } from "../context/published-snapshot";
import type { TurnResult } from "../turn-result";
import { dueTime } from "./due-time";
import { nextRule, type RuleOf } from "./next-rule";

/** A timer to set, as JSON for the statement that ends the turn. */
type NewTimer = Pick<typeof silenceTimers.$inferInsert, "botId" | "interactionId" | "ruleId" | "effect" | "detail"> & {
  /** ISO 8601. */
  dueAt: string;
};

/** What the customer's silence after a turn leads to; null for nothing. @param now When the silence begins. */
export async function nextTimer(turn: LoadedTurn, { scenario, ends }: TurnResult, now: Date): Promise<NewTimer | null> {
  if (scenario?.outcome !== "answered" || scenario.handOver !== null || ends === "conversation") return null;
  const { place } = scenario;
  const { carriesOut } = turn;
  if (place === null && !carriesOut) return null;
  const snapshot = await snapshotAt(turn, place);
  const cameTo = snapshot.scenario?.interactions.find(({ id }) => id === place?.interactionId) ?? null;
  const next = nextRule(cameTo, carriesOut);
  const opening = { workingHours: behaviourOf(snapshot).workingHours, timeZone: snapshot.timeZone };
  const dueAt = next && dueTime(next.rule, now, opening);
  if (!next || !dueAt) return null;
  return {
    botId: snapshot.botId,
    interactionId: next.interaction.id,
    ruleId: next.rule.id,
    effect: next.rule.effect.type,
    detail: detailOf(next, snapshot, turn, scenario),
    dueAt: dueAt.toISOString(),
  };
}

/** The bot at whose interaction the turn ended: another one if the script led there. */
async function snapshotAt({ input, workspaceId }: LoadedTurn, place: ScenarioPlace | null): Promise<BotSnapshot> {
  if (place === null || place.botId === input.snapshot.botId) return input.snapshot;
  const { botId, botVersionId } = place;
  return botVersionId === null ? composeSnapshot(workspaceId, botId) : publishedSnapshot(botVersionId);
}

function detailOf({ rule }: RuleOf, { scenario }: BotSnapshot, turn: LoadedTurn, result: ScenarioResult): string {
  const { effect } = rule;
  if (effect.type === "text") {
    const { values = {}, variables = {} } = turn.input.scenario ?? {};
    return new TextValues(values, { ...variables, ...result.variables }).render(effect.text);
  }
  if (effect.type !== "interaction") return "";
  return scenario?.interactions.find(({ id }) => id === effect.interactionId)?.name ?? "";
}
