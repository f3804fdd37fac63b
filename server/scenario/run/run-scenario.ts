import { scenarioState, type ScenarioState } from "@/server/schemas/scenario/scenario-state";
import { matchMessage } from "./match-message";
import type { ScenarioEffects, ScenarioInput, ScenarioResult } from "./scenario-input";
import { ScenarioRun } from "./scenario-run";

/**
 * Answers a customer's message by a bot's scenario: finds what the message means and plays interactions until the
 * customer is expected to answer (CONTRACTS §4, §5). Changes nothing but through its effects; deterministic for the same
 * input and results of effects.
 */
export async function runScenario(input: ScenarioInput, effects: ScenarioEffects): Promise<ScenarioResult> {
  const state = stateOf(input);
  const run = new ScenarioRun({ ...input, state }, effects);
  if (input.start) {
    await run.play({ kind: "interaction", ...input.start });
    return run.result();
  }
  const match = await matchMessage({
    scenario: input.campaign.scenario,
    state,
    message: input.message,
    isFirst: input.isFirst,
    wording: run.wording,
    rank: (text) => effects.rank("scenario-rank", input.campaign.scenario, text),
  });
  await run.play(match);
  return run.result();
}

/** The stored place, unless another bot was given the conversation in the meantime. */
function stateOf({ campaign, state }: ScenarioInput): ScenarioState | null {
  const parsed = scenarioState.safeParse(state);
  return parsed.success && parsed.data.botId === campaign.botId ? parsed.data : null;
}
