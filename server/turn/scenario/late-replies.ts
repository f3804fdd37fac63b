import { NO_CHANGE } from "@/server/scenario/run/scenario-result";
import { saysItself } from "@/server/scenario/run/says-itself";
import type { ModelMessage } from "@/server/models/prompts/model-messages";
import type { Campaign, ScenarioResult } from "@/server/scenario/run/scenario-input";

/**
 * What a scripted bot says about the result of an action that outlasted the turn which called it: the result itself if
 * its interaction says results. The place in the scenario stays.
 * @param history Ends with the call and its result.
 */
export function lateReplies({ scenario, actions }: Campaign, history: ModelMessage[]): ScenarioResult {
  const last = history.at(-1);
  const call = last?.role === "tool" ? last.results.at(-1) : undefined;
  const action = actions.find(({ definition }) => definition.functionName === call?.name);
  const isWanted = scenario.interactions.some(({ responses }) =>
    responses.some((one) => one.kind === "action" && one.actionId === action?.id && one.saysResult),
  );
  const isSaid = isWanted && action !== undefined && !saysItself(action.definition);
  const text = isSaid ? (call?.result ?? "") : "";
  return {
    ...NO_CHANGE,
    outcome: "answered",
    replies: text.trim() === "" ? [] : [{ text, delaySeconds: 0 }],
    trace: [{ kind: "note", text: isSaid ? "The action has ended: its result was sent." : "The action has ended." }],
  };
}
