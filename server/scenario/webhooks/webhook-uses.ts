import type { Interaction } from "@/server/schemas/scenario/interaction";

/** A place in a scenario that uses a webhook. */
export interface WebhookUse {
  webhookId: string;
  /** The kind that the place needs. */
  kind: "fulfilment" | "campaign";
  interactionId: string;
  interactionName: string;
  /** The row of the interaction's menu; null for its fulfilment. */
  rowId: string | null;
}

/** Lists the places of interactions that use webhooks, in their order. */
export function usesOfWebhooks(interactions: Interaction[]): WebhookUse[] {
  return interactions.flatMap(({ id, name, fulfilmentId, menu }) => {
    const place = { interactionId: id, interactionName: name };
    const fulfilment: WebhookUse[] =
      fulfilmentId === null ? [] : [{ ...place, webhookId: fulfilmentId, kind: "fulfilment", rowId: null }];
    const rows = (menu?.rows ?? []).flatMap(({ id: rowId, webhookId, redirect }) => {
      const used = [webhookId, redirect.type === "webhook" ? redirect.webhookId : null];
      return used.flatMap((one): WebhookUse[] =>
        one === null ? [] : [{ ...place, webhookId: one, kind: "campaign", rowId }],
      );
    });
    return [...fulfilment, ...rows];
  });
}
