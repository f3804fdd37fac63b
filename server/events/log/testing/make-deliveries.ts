import { db } from "@/db/client";
import { channels, conversations } from "@/db/schema/conversations";
import { deliveries, deliveryAttempts } from "@/db/schema/deliveries";
import { eventDeliveries, eventEndpoints, events } from "@/db/schema/events";
import { notifications, notificationSends } from "@/db/schema/notifications";
import { scenarioWebhookAttempts, scenarioWebhookCalls, scenarioWebhooks } from "@/db/schema/scenario";
import { newId } from "@/server/ids";
import type { EventName } from "@/server/schemas/events/event-names";

type EventRow = typeof eventDeliveries.$inferInsert;

/** Makes rows of the log of a bot's workspace, as the workers that send would leave them. */
export function makeDeliveries(workspaceId: string, botId: string) {
  const owner = { workspaceId, botId };
  return {
    endpoint: (values: Partial<typeof eventEndpoints.$inferInsert> = {}) => makeEndpoint(owner, values),
    /** Makes a channel, too. */
    conversation: (clientName?: string, chatId?: string) => makeConversation(owner, clientName, chatId),
    /** An event whose id is given and exists is not made again. */
    event: (endpointId: string, values: Partial<EventRow> = {}, event: Partial<typeof events.$inferInsert> = {}) =>
      makeEvent(owner, { endpointId, ...values }, event),
    message: (
      about: MadeConversation,
      values: Partial<typeof deliveries.$inferInsert> = {},
      attempt: Partial<typeof deliveryAttempts.$inferInsert> = { status: 204 },
    ) => makeMessage(owner, { ...about, ...values }, attempt),
    notification: (
      recipient: string,
      values: Partial<typeof notificationSends.$inferInsert> = {},
      conversationId: string | null = null,
    ) => makeNotification(owner, { recipient, ...values }, conversationId),
    scenarioCall: (
      conversationId: string | null,
      values: Partial<typeof scenarioWebhookCalls.$inferInsert> = {},
      status: number | null = 200,
    ) => makeScenarioCall(owner, { conversationId, ...values }, status),
  };
}

interface Owner {
  workspaceId: string;
  botId: string;
}

interface MadeConversation {
  channelId: string;
  conversationId: string;
}

async function makeEndpoint(
  { workspaceId }: Owner,
  values: Partial<typeof eventEndpoints.$inferInsert>,
): Promise<string> {
  const id = newId("endpoint");
  await db.insert(eventEndpoints).values({
    id,
    workspaceId,
    name: "CRM",
    urlSealed: "sealed-address",
    urlShown: "https://crm.example.com/hook?key=…",
    events: ["message_received"],
    secretSealed: "sealed-secret",
    ...values,
  });
  return id;
}

async function makeConversation(
  owner: Owner,
  clientName = "Ada Lovelace",
  externalChatId = newId("request"),
): Promise<MadeConversation> {
  const [channelId, conversationId] = [newId("channel"), newId("conversation")];
  const settings = { kind: "custom" as const, webhookUrl: null, webhookSecretSealed: null, retry: true };
  const channel = { id: channelId, ...owner, kind: "custom", delivery: "push" as const, runsDraft: false };
  await db.insert(channels).values({ ...channel, name: "Messenger", publicId: channelId, settings });
  await db.insert(conversations).values({ id: conversationId, ...owner, channelId, externalChatId, clientName });
  return { channelId, conversationId };
}

let newestPosition = 0;

async function makeEvent(
  { workspaceId }: Owner,
  values: Partial<EventRow> & { endpointId: string },
  about: Partial<typeof events.$inferInsert>,
): Promise<{ id: string; eventId: string }> {
  const eventId = about.id ?? newId("event");
  const name: EventName = values.eventName ?? "message_received";
  const position = (newestPosition += 1);
  await db
    .insert(events)
    .values({ workspaceId, name, payload: { input: "Hi" }, position, ...about, id: eventId })
    .onConflictDoNothing();
  const id = newId("eventDelivery");
  const delivery = { id, workspaceId, eventId, eventName: name, status: "delivered" as const, attempts: 1 };
  await db.insert(eventDeliveries).values({ ...delivery, ...values });
  return { id, eventId };
}

async function makeMessage(
  { workspaceId }: Owner,
  values: MadeConversation & Partial<typeof deliveries.$inferInsert>,
  attempt: Partial<typeof deliveryAttempts.$inferInsert>,
): Promise<string> {
  const id = newId("delivery");
  await db.insert(deliveries).values({ id, workspaceId, status: "delivered", attempts: 1, ...values });
  const logged = { id: newId("deliveryAttempt"), workspaceId, deliveryId: id, number: 1, url: "https://shop.example/" };
  await db.insert(deliveryAttempts).values({ ...logged, durationMs: 12, ...attempt });
  return id;
}

async function makeNotification(
  { workspaceId }: Owner,
  values: Partial<typeof notificationSends.$inferInsert> & { recipient: string },
  conversationId: string | null,
): Promise<string> {
  const id = newId("notification");
  const about = { workspaceId, kind: "undelivered" as const, title: "Not delivered", body: "No answer." };
  await db.insert(notifications).values({ id, ...about, conversationId });
  const send = { notificationId: id, workspaceId, status: "sent" as const, attempts: 1 };
  await db.insert(notificationSends).values({ ...send, ...values });
  return `${id}.${values.recipient}`;
}

async function makeScenarioCall(
  owner: Owner,
  values: Partial<typeof scenarioWebhookCalls.$inferInsert>,
  status: number | null,
): Promise<string> {
  const [webhookId, id] = [newId("scenarioWebhook"), newId("scenarioWebhookCall")];
  const config = { kind: "campaign" as const, extraBody: "{}", thanksText: "" };
  const url = "https://shop.example/campaign?key=top-secret";
  await db.insert(scenarioWebhooks).values({ id: webhookId, ...owner, name: "Menu", url, config });
  const call = { id, ...owner, webhookId, callKey: id, body: '{"row":"a"}', status: "sent" as const, attempts: 1 };
  await db.insert(scenarioWebhookCalls).values({ ...call, ...values });
  await db.insert(scenarioWebhookAttempts).values({ callId: id, number: 1, status, durationMs: 5 });
  return id;
}
