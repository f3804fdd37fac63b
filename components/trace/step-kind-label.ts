import type { ActionStep } from "@/server/schemas/action-definition";

/** The name of each step kind, so that runs need not load the editor's forms. */
export const stepKindLabels: Record<ActionStep["kind"], string> = {
  webhook: "Webhook",
  sub_bot: "Ask a bot",
  table: "Table",
  switch_bot: "Switch bot",
  set_variables: "Set variables",
  send_message: "Send message",
  hand_over: "Hand over",
  draw_prize: "Draw a prize",
  cast_vote: "Vote in a poll",
  wait: "Wait",
  callback: "Wait for callback",
};

const byKind = new Map(Object.entries(stepKindLabels));

/** The name of a stored step's kind; old runs can have kinds that no longer exist. */
export function stepKindLabel(kind: string): string {
  return byKind.get(kind) ?? kind;
}
