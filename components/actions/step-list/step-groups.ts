import type { StepKindName } from "./step-kind-form";

/** The kinds of steps by what a user wants to do, in the order of the list. */
export const stepGroups: { label: string; kinds: StepKindName[] }[] = [
  { label: "Look up and change data", kinds: ["webhook", "table", "sub_bot"] },
  { label: "Talk to the customer", kinds: ["send_message", "hand_over", "switch_bot"] },
  { label: "Raffles and polls", kinds: ["draw_prize", "cast_vote"] },
  { label: "Wait and remember", kinds: ["wait", "callback", "set_variables"] },
];
