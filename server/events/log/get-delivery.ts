import { z } from "zod";
import { requireAllBots } from "@/server/accounts/access/require-all-bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { type DeliveryKind, deliveryKinds } from "./delivery-filters";
import type { DeliveryDetails } from "./details/delivery-details";
import { readEventDetails } from "./details/read-event-details";
import { readMessageDetails } from "./details/read-message-details";
import { readNotificationDetails } from "./details/read-notification-details";
import { readScenarioDetails } from "./details/read-scenario-details";
import type { DeliveryHead } from "./heads/delivery-head";
import { readHeads } from "./heads/read-heads";

export const getDeliveryInput = z.object({
  kind: z.enum(deliveryKinds),
  /** As in the list. Longer than other ids: a notification's contains two. */
  id: z.string().max(400),
});

type ReadDetails = (workspaceId: string, head: DeliveryHead) => Promise<DeliveryDetails | null>;

const readers: Record<DeliveryKind, ReadDetails> = {
  event: readEventDetails,
  message: readMessageDetails,
  notification: readNotificationDetails,
  scenario: readScenarioDetails,
};

/**
 * Returns a delivery with what is sent and each attempt.
 * @throws DomainError not_found for one of another workspace, or one that was removed with old logs.
 */
export async function getDelivery(
  ctx: ServiceContext,
  { kind, id }: z.infer<typeof getDeliveryInput>,
): Promise<DeliveryDetails> {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  const [head] = await readHeads(ctx.workspaceId, [{ kind, id }]);
  const details = head ? await readers[kind](ctx.workspaceId, head) : null;
  if (!details)
    throw new DomainError("not_found", "This delivery does not exist in your workspace, or no longer does.");
  return details;
}
