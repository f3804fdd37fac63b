import { beforeEach, describe, expect, it } from "vitest";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { makeDeliveries } from "./testing/make-deliveries";

let api: ReturnType<typeof createTestCaller>["deliveries"];
let make: ReturnType<typeof makeDeliveries>;
let workspaceId: string;
let userId: string;

beforeEach(async () => {
  ({ workspaceId, userId } = await makeWorkspace());
  const caller = createTestCaller({ userId });
  api = caller.deliveries;
  const { id: botId } = await caller.bots.create({ name: "Shop", templateId: null });
  make = makeDeliveries(workspaceId, botId);
});

type Filters = Parameters<typeof api.list>[0];

const idsOf = async (filters: Filters = {}) => (await api.list(filters)).deliveries.map(({ id }) => id);
const at = (minute: number) => new Date(Date.UTC(2026, 7, 1, 10, minute));

/** Reads all pages. `between` runs after each. */
async function allIds(filters: Filters = {}, between = async () => {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor: Filters["cursor"] = null;
  do {
    const page: Awaited<ReturnType<typeof api.list>> = await api.list({ ...filters, cursor });
    ids.push(...page.deliveries.map(({ id }) => id));
    cursor = page.nextCursor;
    await between();
  } while (cursor);
  return ids;
}

describe("The list of deliveries", () => {
  it("shows events, messages, notifications and scenario requests in one order, newest first", async () => {
    const endpointId = await make.endpoint({ name: "CRM" });
    const about = await make.conversation("Ada Lovelace");
    const { conversationId } = about;
    const event = await make.event(endpointId, { createdAt: at(1), responseStatus: 200 }, { conversationId });
    const message = await make.message(about, { createdAt: at(4), status: "delivering" }, { error: "No response." });
    const webhook = await make.notification("webhook", { createdAt: at(2), status: "failed", error: "Gone" });
    const mail = await make.notification(userId, { createdAt: at(5), status: "skipped" }, conversationId);
    const call = await make.scenarioCall(conversationId, { createdAt: at(3), status: "failed" }, 503);
    const { deliveries, nextCursor } = await api.list({});
    expect(nextCursor).toBeNull();
    const customer = { id: conversationId, clientName: "Ada Lovelace", externalChatId: expect.any(String) };
    expect(deliveries).toMatchObject([
      { kind: "notification", id: mail, status: "skipped", target: { type: "member", name: "Test User" } },
      { kind: "message", id: message, status: "delivering", target: { name: "Messenger" }, error: "No response." },
      { kind: "scenario", id: call, status: "undelivered", responseStatus: 503, conversation: customer },
      { kind: "notification", id: webhook, status: "undelivered", label: "Not delivered", error: "Gone" },
      { kind: "event", id: event.id, status: "delivered", label: "message_received", responseStatus: 200 },
    ]);
    expect(deliveries.at(-1)).toMatchObject({
      target: { type: "endpoint", id: endpointId, name: "CRM" },
      conversation: customer,
    });
  });

  it("can be filtered by the kind, the status and the class of the response", async () => {
    const endpointId = await make.endpoint();
    const about = await make.conversation();
    const [ok, lost, bad, waiting] = [
      await make.event(endpointId, { createdAt: at(1), responseStatus: 204 }),
      await make.event(endpointId, { createdAt: at(2), status: "undelivered", error: "No response." }),
      await make.event(endpointId, { createdAt: at(3), status: "undelivered", responseStatus: 410 }),
      await make.event(endpointId, { createdAt: at(4), status: "delivering", responseStatus: 503 }),
    ].map(({ id }) => id);
    const sent = await make.message(about, { createdAt: at(5) });
    const refused = await make.message(about, { createdAt: at(6), status: "undelivered" }, { status: 404 });
    const call = await make.scenarioCall(null, { createdAt: at(7), status: "sending" }, 500);
    const notified = await make.notification("webhook", { createdAt: at(8), status: "failed" });
    expect(await idsOf({ kind: "event" })).toEqual([waiting, bad, lost, ok]);
    expect(await idsOf({ kind: "message" })).toEqual([refused, sent]);
    expect(await idsOf({ status: "delivering" })).toEqual([call, waiting]);
    expect(await idsOf({ status: "delivered" })).toEqual([sent, ok]);
    expect(await idsOf({ status: "undelivered" })).toEqual([notified, refused, bad, lost]);
    expect(await idsOf({ response: "2xx" })).toEqual([sent, ok]);
    expect(await idsOf({ response: "4xx" })).toEqual([refused, bad]);
    expect(await idsOf({ response: "5xx" })).toEqual([call, waiting]);
    expect(await idsOf({ response: "none" })).toEqual([lost]);
    expect(await idsOf({ response: "4xx", status: "delivered" })).toEqual([]);
  });

  it("can be filtered by the endpoint, the channel and the event", async () => {
    const [crm, erp] = [await make.endpoint(), await make.endpoint()];
    const [shop, desk] = [await make.conversation(), await make.conversation()];
    const first = await make.event(crm, { createdAt: at(1), eventName: "bot_published" });
    const second = await make.event(erp, { createdAt: at(2), eventName: "bot_published", status: "undelivered" });
    const third = await make.event(crm, { createdAt: at(3) });
    const inShop = await make.message(shop);
    await make.message(desk);
    expect(await idsOf({ endpointId: crm })).toEqual([third.id, first.id]);
    expect(await idsOf({ event: "bot_published" })).toEqual([second.id, first.id]);
    expect(await idsOf({ event: "bot_published", endpointId: erp, status: "undelivered" })).toEqual([second.id]);
    expect(await idsOf({ event: "bot_published", endpointId: crm, status: "undelivered" })).toEqual([]);
    expect(await idsOf({ channelId: shop.channelId })).toEqual([inShop]);
    expect(await idsOf({ channelId: shop.channelId, endpointId: crm })).toEqual([]);
  });

  it("can be restricted to a time, whose end is not part of it", async () => {
    const endpointId = await make.endpoint();
    const made = [];
    for (const minute of [1, 2, 3]) made.push(await make.event(endpointId, { createdAt: at(minute) }));
    const range = { since: at(2).toISOString(), until: at(3).toISOString() };
    expect(await idsOf(range)).toEqual([made[1]?.id]);
    expect(await idsOf({ ...range, status: "delivered" })).toEqual([made[1]?.id]);
    expect(await idsOf({ until: at(2).toISOString() })).toEqual([made[0]?.id]);
  });

  it("finds deliveries by ids, by the customer's name and by the chat id", async () => {
    const endpointId = await make.endpoint();
    const other = await make.endpoint();
    const ada = await make.conversation("Ada Lovelace", "chat-77");
    const { conversationId } = ada;
    const about = { conversationId };
    const first = await make.event(endpointId, { createdAt: at(1) }, about);
    const second = await make.event(other, { createdAt: at(2), status: "undelivered" }, { id: first.eventId });
    const message = await make.message(ada, { createdAt: at(3) });
    const sent = await make.notification("webhook", { createdAt: at(4) }, conversationId);
    const call = await make.scenarioCall(conversationId, { createdAt: at(5) });
    await make.event(endpointId, {}, { conversationId: (await make.conversation("Bob")).conversationId });
    await make.event(endpointId);
    const ofAda = [call, sent, message, second.id, first.id];
    expect(await idsOf({ search: conversationId })).toEqual(ofAda);
    expect(await idsOf({ search: "lovelace" })).toEqual(ofAda);
    expect(await idsOf({ search: " Chat-77 " })).toEqual(ofAda);
    expect(await idsOf({ search: first.eventId })).toEqual([second.id, first.id]);
    expect(await idsOf({ search: first.eventId, status: "undelivered" })).toEqual([second.id]);
    expect(await idsOf({ search: first.id })).toEqual([first.id]);
    expect(await idsOf({ search: message })).toEqual([message]);
    expect(await idsOf({ search: sent.split(".")[0] })).toEqual([sent]);
    expect(await idsOf({ search: call })).toEqual([call]);
    for (const search of ["nobody", "%", "-", "' & |"]) expect(await idsOf({ search })).toEqual([]);
  });

  it("has pages without gaps or repeats, also of deliveries of the same moment and while others are added", async () => {
    const [crm, erp] = [await make.endpoint(), await make.endpoint()];
    const about = await make.conversation();
    const made: string[] = [];
    for (let n = 0; n < 40; n++) {
      const createdAt = at(Math.floor(n / 20));
      made.push(
        (await make.event(crm, { createdAt })).id,
        (await make.event(erp, { createdAt, status: "undelivered", responseStatus: 500 })).id,
        await make.message(about, { createdAt }),
        await make.notification("webhook", { createdAt }),
      );
    }
    const added: string[] = [];
    const ids = await allIds({}, async () => {
      added.push((await make.event(crm, { createdAt: at(30) })).id);
    });
    expect(ids.toSorted()).toEqual(made.toSorted());
    expect((await allIds()).slice(0, added.length)).toEqual(added.toReversed());
    expect(await allIds({ kind: "event", event: "message_received", until: at(5).toISOString() })).toEqual(
      ids.filter((id) => id.startsWith("edl_")),
    );
  });

  it("has nothing of other workspaces", async () => {
    const endpointId = await make.endpoint();
    const about = await make.conversation("Ada Lovelace");
    const { id, eventId } = await make.event(endpointId, { status: "undelivered" }, about);
    const mine = [id, await make.message(about), await make.notification("webhook"), await make.scenarioCall(null)];
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId }).deliveries;
    const filters: Filters[] = [{}, { status: "undelivered" }, { response: "none" }, { event: "message_received" }];
    const searches = [...mine, eventId, about.conversationId, "lovelace"].map((search) => ({ search }));
    for (const filter of [...filters, { endpointId }, { channelId: about.channelId }, ...searches])
      expect(await stranger.list(filter)).toEqual({ deliveries: [], nextCursor: null });
    expect(await stranger.targets()).toEqual({ endpoints: [], channels: [] });
    expect(await idsOf()).toHaveLength(4);
  });

  it("is for every member, but not for strangers", async () => {
    const { id } = await make.event(await make.endpoint());
    const viewer = await makeMember(workspaceId, "viewer");
    const asViewer = createTestCaller({ userId: viewer.userId, workspaceId }).deliveries;
    expect((await asViewer.list({})).deliveries).toMatchObject([{ id }]);
    await expect(createTestCaller().deliveries.list({})).rejects.toThrow("Sign in first.");
  });

  it("names the endpoints, and the channels with a webhook, to filter by", async () => {
    const endpointId = await make.endpoint({ name: "CRM" });
    const { channelId } = await make.conversation();
    expect(await api.targets()).toEqual({
      endpoints: [{ id: endpointId, name: "CRM" }],
      channels: [{ id: channelId, name: "Messenger", botName: "Shop" }],
    });
  });
});
