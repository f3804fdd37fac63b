import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { FieldPath } from "../links/list-links";

/** A place in a scenario that uses a webhook. */
export interface WebhookUse {
  webhookId: string;
  /** The kind that the place needs. */
  kind: "fulfilment" | "campaign";
  interactionId: string;
  interactionName: string;
  /** The row of the interaction's menu; null for its fulfilment. */
  rowId: string | null;
  /** The field within the interaction. */
  path: FieldPath;
}

/** Lists the places of interactions that use webhooks, in their order. */
export function usesOfWebhooks(interactions: Interaction[]): WebhookUse[] {
  return interactions.flatMap(({ id, name, fulfilmentId, menu }) => {
    const place = { interactionId: id, interactionName: name };
    const fulfilment: WebhookUse[] =
      fulfilmentId === null
        ? []
        : [{ ...place, webhookId: fulfilmentId, kind: "fulfilment", rowId: null, path: ["fulfilmentId"] }];
    const rows = (menu?.rows ?? []).flatMap(({ id: rowId, webhookId, redirect }, index) => {
      const used = { toggle: webhookId, redirect: redirect.type === "webhook" ? redirect.webhookId : null };
      return (["toggle", "redirect"] as const).flatMap((how): WebhookUse[] => {
        const one = used[how];
        if (one === null) return [];
        const field = how === "toggle" ? ["webhookId"] : ["redirect", "webhookId"];
        return [{ ...place, webhookId: one, kind: "campaign", rowId, path: ["menu", "rows", index, ...field] }];
      });
    });
    return [...fulfilment, ...rows];
  });
}
