import type { ScenarioWait } from "@/server/schemas/scenario/scenario-state";
import type { Itinerary } from "./itinerary";
import type { Progress } from "./progress";
import type { ScenarioResult } from "./scenario-input";

/** The result of a turn that the scenario answered. @param waiting Where the customer is expected to answer. */
export function answeredResult(
  { input, campaign, said, values, visits, trace, place, handOver }: Progress,
  { trail, campaigns }: Itinerary,
  waiting: ScenarioWait | null,
): ScenarioResult {
  return {
    outcome: "answered",
    replies: said.replies,
    state: { botId: campaign.botId, waiting, offers: said.offers, trail, campaigns },
    variables: values.changed,
    visits,
    trace,
    place,
    handOver,
    switchTo: campaign.botId === input.campaign.botId ? null : campaign.botId,
  };
}

/** What a result has when the scenario changes nothing. */
export const NO_CHANGE = {
  replies: [],
  state: null,
  variables: {},
  visits: [],
  place: null,
  handOver: null,
  switchTo: null,
} satisfies Partial<ScenarioResult>;

/** The result of a turn that the model answers. A menu stays open, but the options are no longer the newest. */
export function unmatchedResult({ input, trace }: Progress): ScenarioResult {
  const state = input.state && { ...input.state, offers: [] };
  return { ...NO_CHANGE, outcome: "unmatched", state, trace };
}
