import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { GET as exportEntries } from "@/app/api/raffles/[raffleId]/export/route";
import { db } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import { conversations, turns } from "@/db/schema/conversations";
import { events } from "@/db/schema/events";
import { scenarioWebhookCalls, scenarioWebhooks } from "@/db/schema/scenario";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { checkDefinition } from "@/server/actions/definition/check-definition";
import { definitionOf, webhookStep } from "@/server/actions/testing/fixtures";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { createBotWithTestChat } from "@/server/channels/create-bot-with-test-chat";
import { createChannel } from "@/server/channels/create-channel";
import { findChannel } from "@/server/channels/get-channel";
import { receiveMessage } from "@/server/conversations/receive-message";
import { makeDeliveries, makeEndpoint } from "@/server/events/testing/make-deliveries";
import { newId } from "@/server/ids";
import { notify } from "@/server/notifications/notify";
import { type Role, roles } from "@/server/roles";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { rightInputs } from "@/server/trpc/testing/hostile-inputs";
import { callProcedure, listProcedures } from "@/server/trpc/testing/list-procedures";

const PHONE = "+4915112345678";
/** As most messengers write it. */
const DIGITS = "4915112345678";
const EMAIL = "grace@customers.example";

let workspaceId: string;
let conversationId: string;
let known: Record<string, unknown[]>;
let members: Record<Role, string>;
const as = (role: Role) => createTestCaller({ userId: members[role], workspaceId });

beforeAll(async () => {
  const workspace = await makeWorkspace();
  ({ workspaceId } = workspace);
  const { ctx } = workspace;
  const { id: botId } = await createBotWithTestChat(ctx, { name: "Shop", templateId: "raffle" });
  const { id: channelId } = await createChannel(ctx, { botId, kind: "custom", name: "Messenger" });
  const customer = { externalId: "m1", chatId: DIGITS, sender: "customer" as const, clientPhone: PHONE };
  const message = { ...customer, text: `Write to ${EMAIL}` };
  const heard = await receiveMessage(await findChannel(ctx, channelId), message, "durable");
  ({ conversationId } = heard);
  const variables = { email: EMAIL, note: `Mail ${EMAIL} or call ${PHONE}` };
  await db.update(conversations).set({ clientEmail: EMAIL, variables }).where(eq(conversations.id, conversationId));
  await notify(db, { workspaceId, kind: "person_called", title: `Call ${PHONE}`, body: EMAIL, conversationId, botId });
  const [turnId, runId] = [newId("turn"), newId("actionRun")];
  const { messageId } = heard;
  const ended = { host: "chat", status: "completed", leaseUntil: new Date(), reason: `${EMAIL} is unknown` } as const;
  await db.insert(turns).values({ id: turnId, workspaceId, conversationId, botId, messageId, ...ended });
  await db.insert(actionRuns).values({
    id: runId,
    workspaceId,
    botId,
    actionId: newId("action"),
    conversationId,
    definition: checkDefinition(definitionOf([webhookStep("https://shop.invalid/")])),
    arguments: { phone: DIGITS, text: EMAIL, about: { phone: DIGITS } },
    status: "failed",
    error: `${EMAIL} is unknown`,
  });
  const [sent] = await makeDeliveries(await makeEndpoint(workspaceId, "http://127.0.0.1:9"), 1, {
    status: "delivered",
  });
  await db
    .update(events)
    .set({
      payload: sql`${JSON.stringify({ event: "message_received", customer: { id: DIGITS, phone: DIGITS }, text: EMAIL })}::jsonb`,
    })
    .where(eq(events.id, sent?.eventId ?? ""));
  const callId = await makeCall(botId);
  const ids = { conversationId, callId, channelId, botId, turnId, runId, messageId, id: sent?.deliveryId };
  known = Object.fromEntries(Object.entries(ids).map(([field, id]) => [field, [id]]));
  const made = await Promise.all(roles.map(async (role) => [role, (await makeMember(workspaceId, role)).userId]));
  members = Object.fromEntries(made);
  await as("owner").team.hideContacts({ visibleFrom: "editor" });
});

/** Stores a call of a scenario's webhook for the customer. */
async function makeCall(botId: string): Promise<string> {
  const [webhookId, id] = [newId("scenarioWebhook"), newId("scenarioWebhookCall")];
  const config = { kind: "fulfilment", schema: "v2", fallbackText: "" } as const;
  await db
    .insert(scenarioWebhooks)
    .values({ id: webhookId, workspaceId, botId, name: "Order", url: "http://127.0.0.1:9/", config });
  await db.insert(scenarioWebhookCalls).values({
    id,
    workspaceId,
    botId,
    webhookId,
    conversationId,
    callKey: id,
    body: JSON.stringify({ phoneNumber: DIGITS, chat_id: DIGITS }),
    status: "failed",
    error: `The number ${PHONE} is unknown`,
  });
  return id;
}

const queries = listProcedures().filter(({ type }) => type === "query");

/** The answer's text without what people wrote in messages. */
async function answerOf(role: Role, path: string, input: unknown): Promise<string> {
  const answer = await callProcedure(as(role), path, input).catch(String);
  return (JSON.stringify(answer) ?? "").replaceAll(`Write to ${EMAIL}`, "");
}

/** The procedures whose answers contain the customer's phone number or e-mail address. */
async function showing(role: Role, procedures = queries): Promise<string[]> {
  const found = new Set<string>();
  for (const { path, schema } of procedures) {
    // Fewer filters show more.
    for (const input of [...rightInputs(schema, known), {}, { botId: known["botId"]?.[0] }]) {
      const answer = await answerOf(role, path, input);
      if (answer.includes(PHONE) || answer.includes(EMAIL) || answer.includes("15112345678")) found.add(path);
    }
  }
  return [...found];
}

describe("Customers' contact data", () => {
  it("is in no answer for roles from which it is hidden, and in the answers for the others", async () => {
    const shown = await showing("editor");
    expect(shown).toEqual(
      expect.arrayContaining(["inbox.list", "inbox.get", "conversations.list", "notifications.list", "actions.runs"]),
    );
    expect(shown).toEqual(expect.arrayContaining(["actions.run", "deliveries.get", "conversations.turn"]));
    expect(await showing("operator")).toEqual([]);
    expect(await showing("viewer")).toEqual([]);
    // It makes some hundred calls for each role.
  }, 90_000);

  it("is shown to the others again as soon as the setting changes", async () => {
    await as("admin").team.hideContacts({ visibleFrom: "operator" });
    expect(await as("viewer").team.contacts()).toEqual({ visibleFrom: "operator" });
    expect(await as("operator").inbox.get({ conversationId })).toMatchObject({
      clientPhone: PHONE,
      clientEmail: EMAIL,
    });
    expect(await as("viewer").inbox.get({ conversationId })).toMatchObject({ clientPhone: "•••", clientEmail: "•••" });
    await as("admin").team.hideContacts({ visibleFrom: "editor" });
  });

  it("cannot be found by its digits, while other words still find the customer", async () => {
    const find = async (role: Role, search: string) => (await as(role).inbox.list({ view: "all", search })).rows.length;
    expect(await find("editor", "4915112345678")).toBe(1);
    expect(await find("operator", "4915112345678")).toBe(0);
    expect(await find("operator", "5678")).toBe(0);
    expect(await find("operator", "49 15 11 23 45 67 8")).toBe(0);
    expect(await find("operator", "write")).toBe(1);
  });

  it("cannot be found by the beginning of an address that is the name or the chat id", async () => {
    const seen = async (role: Role, search: string) => {
      const { rows } = await as(role).inbox.list({ view: "all", search });
      const { deliveries } = await as(role).deliveries.list({ search });
      const { runs } = await as(role).actions.runs({ botId: String(known["botId"]?.[0]), search });
      return [rows.length, deliveries.length, runs.length];
    };
    const before = eq(conversations.id, conversationId);
    const [kept] = await db.select().from(conversations).where(before);
    await db.update(conversations).set({ externalChatId: "user-hopper@navy.example" }).where(before);
    expect(await seen("editor", "hopper")).toEqual([1, 1, 1]);
    expect(await seen("operator", "hopper")).toEqual([0, 0, 0]);
    await db.update(conversations).set({ externalChatId: "C-1", clientName: "lovelace@navy.example" }).where(before);
    expect(await seen("editor", "lovelace")).toEqual([1, 1, 1]);
    expect(await seen("operator", "lovelace")).toEqual([0, 0, 0]);
    await db.update(conversations).set({ clientName: "Ada Lovelace" }).where(before);
    expect(await seen("operator", "lovelace")).toEqual([1, 1, 1]);
    const { externalChatId, clientName } = kept ?? { externalChatId: "", clientName: null };
    await db.update(conversations).set({ externalChatId, clientName }).where(before);
  });

  it("cannot be read out of the runs of actions or the deliveries by searches for its parts", async () => {
    const botId = String(known["botId"]?.[0]);
    const runs = async (role: Role, search: string) => (await as(role).actions.runs({ botId, search })).runs.length;
    const sent = async (role: Role, search: string) => (await as(role).deliveries.list({ search })).deliveries.length;
    expect([await runs("editor", "491"), await runs("editor", "grace@"), await sent("editor", DIGITS)]).toEqual([
      1, 1, 1,
    ]);
    for (const part of ["491", "grace", "grace@", DIGITS]) expect(await runs("viewer", part)).toBe(0);
    expect(await sent("viewer", DIGITS)).toBe(0);
    expect(await runs("viewer", String(known["runId"]?.[0]))).toBe(1);
    expect(await runs("viewer", conversationId)).toBe(1);
  });

  it("is not replaced by its mark when a member who does not see it saves a variable", async () => {
    const save = (note: string) => as("operator").inbox.setVariables({ conversationId, values: { note } });
    await expect(save("Mail ••• or call •••")).rejects.toThrow("Write the whole value");
    await save("Call tomorrow");
    const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
    expect(row?.variables).toEqual({ email: EMAIL, note: "Call tomorrow" });
  });

  it("is not in a file that such a member could download", async () => {
    const [raffle] = await as("owner").raffles.list();
    const params = Promise.resolve({ raffleId: raffle?.id ?? "" });
    const statusFor = async (role: Role) => {
      const headers = { cookie: `${await sessionCookie(members[role])}; parley-workspace=${workspaceId}` };
      return (await exportEntries(new Request("http://localhost/", { headers }), { params })).status;
    };
    expect([await statusFor("editor"), await statusFor("operator")]).toEqual([200, 403]);
  });

  it("is hidden or shown only by admins", async () => {
    await expect(as("editor").team.hideContacts({ visibleFrom: "viewer" })).rejects.toThrow("admin");
  });

  // The last test, since it changes and deletes what the others need.
  it("is in no answer of a change that such a member makes", async () => {
    await as("owner").team.hideContacts({ visibleFrom: "admin" });
    const changes = listProcedures().filter(
      ({ path, type }) => type === "mutation" && !/^(?:accounts|team)\./.test(path),
    );
    expect(await showing("editor", changes)).toEqual([]);
  }, 90_000);
});
