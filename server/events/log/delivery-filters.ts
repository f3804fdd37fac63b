import { z } from "zod";
import { idText, moment } from "@/server/input-types";
import { eventNames } from "@/server/schemas/events/event-names";

/** What a delivery sends: an event, messages of a conversation, a notification, or a request of a scenario. */
export const deliveryKinds = ["event", "message", "notification", "scenario"] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/** `skipped` is for e-mails only: the member just got a similar one, or no longer wants them. */
export type DeliveryStatus = "delivering" | "delivered" | "undelivered" | "skipped";

/** The classes of responses; `none` is for no response. */
export const responseClasses = ["2xx", "3xx", "4xx", "5xx", "none"] as const;
type ResponseClass = (typeof responseClasses)[number];

export const listDeliveriesInput = z.object({
  kind: z.enum(deliveryKinds).optional(),
  /** Only events to this endpoint. */
  endpointId: idText.optional(),
  /** Only messages to this channel. */
  channelId: idText.optional(),
  event: z.enum(eventNames).optional(),
  status: z.enum(["delivering", "delivered", "undelivered"]).optional(),
  /** The class of the newest response. Notifications are not logged with one. */
  response: z.enum(responseClasses).optional(),
  /** ISO 8601. */
  since: moment.optional(),
  until: moment.optional(),
  /** A whole id (`webhook-id`, event, delivery, conversation), or words of a customer's name or chat id. */
  search: z.string().trim().max(200).optional(),
  /** The `nextCursor` of the previous page. */
  cursor: z.object({ createdAt: moment, id: idText }).nullish(),
});

export type DeliveryFilters = z.infer<typeof listDeliveriesInput>;

/** A class as `response_class` has it: its first digit; 0 for no response. */
export function classNumber(response: ResponseClass): number {
  return response === "none" ? 0 : Number(response[0]);
}
