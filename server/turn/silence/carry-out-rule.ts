import { NO_CHANGE } from "@/server/scenario/run/scenario-result";
import type { ScenarioResult } from "@/server/scenario/run/scenario-input";
import { TextValues } from "@/server/scenario/run/text-values";
import { durationInWords } from "@/server/text/duration-in-words";
import type { LoadedTurn } from "../context/load-turn";
import { runTurn } from "../run-turn";
import type { TurnHost } from "../turn-host";
import type { TurnResult } from "../turn-result";
import type { RuleOf } from "./next-rule";

/** Carries out a rule for a silent customer, with the engine that answers messages. */
export async function carryOutRule(
  turn: LoadedTurn,
  { rule, interaction }: RuleOf,
  host: TurnHost,
): Promise<TurnResult> {
  const { effect } = rule;
  const { input } = turn;
  const note = { kind: "note" as const, text: `${silenceInWords(rule)} after “${interaction.name}”.` };
  if (effect.type === "interaction" && input.scenario) {
    const start = { interactionId: effect.interactionId, how: "silence" as const };
    const result = await runTurn({ ...input, scenario: { ...input.scenario, start } }, host);
    return { ...result, trace: [note, ...result.trace] };
  }
  const scripted: ScenarioResult = {
    ...NO_CHANGE,
    outcome: "answered",
    replies: effect.type === "text" ? [{ text: render(turn, effect.text), delaySeconds: 0 }] : [],
    trace: [note],
    handOver: effect.type === "person" ? note.text : null,
  };
  const result = await runTurn({ ...input, scripted }, host);
  return effect.type === "close" ? { ...result, ends: "conversation" } : result;
}

/** "The customer wrote nothing for 3 hours". */
export function silenceInWords({ afterMinutes }: RuleOf["rule"]): string {
  return `The customer wrote nothing for ${durationInWords(afterMinutes * 60)}`;
}

function render({ input }: LoadedTurn, text: string): string {
  const { values = {}, variables = {}, campaign } = input.scenario ?? {};
  return new TextValues(values, variables).render(campaign?.speech?.translations.get(text) ?? text);
}
