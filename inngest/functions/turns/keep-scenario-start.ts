import type { GetStepTools } from "inngest";
import type { inngest } from "@/server/outbox/inngest-client";
import type { TurnInput } from "@/server/turn/turn-result";

/**
 * Memoises the values that a scenario starts from. Its actions change the conversation's variables, and a replay that
 * started from the changed ones could come to other interactions.
 */
export async function keepScenarioStart(input: TurnInput, step: GetStepTools<typeof inngest>): Promise<TurnInput> {
  const { scenario } = input;
  if (!scenario) return input;
  const { state, isFirst, values, variables } = scenario;
  const start = await step.run("scenario-start", () => ({ state, isFirst, values, variables }));
  return { ...input, scenario: { ...scenario, ...start } };
}
