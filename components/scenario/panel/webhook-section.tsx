"use client";

import { WebhookField } from "./fields/webhook-field";
import { usePanel } from "./panel-context";

/** The webhook that adds to the responses. */
export function WebhookSection() {
  const { draft, change } = usePanel();
  return (
    <WebhookField
      path="fulfilmentId"
      kind="fulfilment"
      label="Fulfilment webhook"
      hint="It is called when the conversation comes here; its responses are added to those above."
      value={draft.fulfilmentId}
      none="None"
      onChange={(fulfilmentId) => change({ fulfilmentId })}
    />
  );
}
