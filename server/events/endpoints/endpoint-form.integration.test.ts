import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { eventEndpoints } from "@/db/schema/events";
import { makeWebBot } from "@/server/channels/web/testing/web-bot";
import { endpointForm, endpointsOf } from "./testing/make-endpoint";

let endpoints: Awaited<ReturnType<typeof endpointsOf>>["endpoints"];
beforeEach(async () => {
  ({ endpoints } = await endpointsOf("admin"));
});

describe("A form of an endpoint", () => {
  it.each([
    [{ name: " " }, "name", "Name the endpoint."],
    [{ name: "x".repeat(101) }, "name", "at most 100"],
    [{ url: "" }, "url", "Enter the address"],
    [{ url: "crm.example.com" }, "url", "not a complete web address"],
    [{ url: "ftp://crm.example.com/" }, "url", "http and https"],
    [{ url: "https://ada:pw@crm.example.com/" }, "url", "user name or password"],
    [{ url: "http://169.254.169.254/latest" }, "url", "169.254.169.254"],
    [{ url: "http://localhost/hook" }, "url", "inside"],
    [{ url: "http://10.1.2.3/hook" }, "url", "10.1.2.3"],
    [{ url: "https://crm.example.com:25/" }, "url", "Port 25"],
    [{ events: [] }, "events", "at least one event"],
    [{ botIds: [] }, "botIds", "at least one bot"],
    [{ botIds: ["bot_unknown"] }, "botIds", "does not exist"],
    [{ channelIds: ["chn_unknown"] }, "channelIds", "does not exist"],
    [{ tags: [""] }, "tags.0", "at least one character"],
    [{ tags: ["vip", "vip"] }, "tags", "once"],
    [{ concurrency: 0 }, "concurrency", "1 to 50"],
    [{ concurrency: 51 }, "concurrency", "1 to 50"],
    [{ concurrency: 1.5 }, "concurrency", "1 to 50"],
    [{ ratePerSecond: 0 }, "ratePerSecond", "1 to 1,000"],
    [{ ratePerSecond: 1001 }, "ratePerSecond", "1 to 1,000"],
    [{ headers: [header("bad name", "x")] }, "headers.0.name", "not a header name"],
    [{ headers: [header("Webhook-Id", "x")] }, "headers.0.name", "Parley sets"],
    [{ headers: [header("webhook-custom", "x")] }, "headers.0.name", "Parley sets"],
    [{ headers: [header("Content-Type", "x")] }, "headers.0.name", "Parley sets"],
    [{ headers: [header("User-Agent", "x")] }, "headers.0.name", "Parley sets"],
    [{ headers: [header("Host", "x")] }, "headers.0.name", "Parley sets"],
    [{ headers: [header("content-length", "1")] }, "headers.0.name", "Parley sets"],
    [{ headers: [header("X-A", "1"), header("x-a", "2")] }, "headers.1.name", "twice"],
    [{ headers: [header("X-A", "line\nbreak")] }, "headers.0.value", "line break"],
    [{ headers: [{ name: "X-A", value: null, isSecret: true }] }, "headers.0.value", "Enter the value"],
    [{ headers: [{ name: "X-A", value: "abc", isSecret: true }] }, "headers.0.value", "at least 4"],
  ])("is refused with the fault of its field: %j", async (changes, field, message) => {
    const refusal = await endpoints.create(endpointForm(changes)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "BAD_REQUEST" });
    expect(faultsOf(refusal)).toContainEqual({ field, message: expect.stringContaining(message) });
    expect(await endpoints.list()).toEqual([]);
  });

  it("may have an international address, and filters of the own workspace", async () => {
    const { botId, channelId } = await makeWebBot();
    await expect(endpoints.create(endpointForm({ botIds: [botId] }))).rejects.toThrow("does not exist");
    await expect(endpoints.create(endpointForm({ channelIds: [channelId] }))).rejects.toThrow("does not exist");
    const url = "https://пример.рф/хук";
    const { id } = await endpoints.create(endpointForm({ url, tags: ["vip"] }));
    expect(await endpoints.get({ endpointId: id })).toMatchObject({ url, tags: ["vip"] });
  });

  it("keeps a bot in the filter that was deleted, so that the filter does not widen", async () => {
    const { id } = await endpoints.create(endpointForm());
    await db
      .update(eventEndpoints)
      .set({ botIds: ["bot_deleted"] })
      .where(eq(eventEndpoints.id, id));
    const { version } = await endpoints.get({ endpointId: id });
    const endpoint = endpointForm({ name: "CRM 2", botIds: ["bot_deleted"] });
    await endpoints.update({ endpointId: id, basedOn: version, endpoint });
    expect((await endpoints.get({ endpointId: id })).botIds).toEqual(["bot_deleted"]);
  });
});

function header(name: string, value: string) {
  return { name, value, isSecret: false };
}

/** The faults of a refusal, whether zod or a verb found them. */
function faultsOf(error: unknown): { field: string; message: string }[] {
  const cause: unknown = Reflect.get(Object(error), "cause");
  const faults: unknown = Reflect.get(Object(cause), "issues") ?? Reflect.get(Object(cause), "details");
  return (Array.isArray(faults) ? faults : []).map(({ path, message }) => ({ field: path.join("."), message }));
}
