import type { ActionStep } from "@/server/schemas/action-definition";

/** What each kind of step is called. Runs show it without loading the editor's forms. */
export const stepKindLabels: Record<ActionStep["kind"], string> = {
  webhook: "Webhook",
  sub_bot: "Ask a bot",
  table: "Table",
  switch_bot: "Switch bot",
  set_variables: "Set variables",
  send_message: "Send message",
  hand_over: "Hand over",
  wait: "Wait",
  callback: "Wait for callback",
};

const byKind = new Map(Object.entries(stepKindLabels));

/** What a stored step's kind is called; old runs may have kinds that no longer exist. */
export function stepKindLabel(kind: string): string {
  return byKind.get(kind) ?? kind;
}
