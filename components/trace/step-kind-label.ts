import type { ActionStep } from "@/server/schemas/action-definition";

/** The words of the editor, without the editor's forms. */
const labels: Record<ActionStep["kind"], string> = {
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

const byKind = new Map(Object.entries(labels));

/** What a stored step's kind is called; old runs may have kinds that are gone. */
export function stepKindLabel(kind: string): string {
  return byKind.get(kind) ?? kind;
}
