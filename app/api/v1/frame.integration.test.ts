import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { apiKeys } from "@/db/schema/events";
import { makeWorkspace } from "@/db/testing/factories";
import { setHits } from "@/db/testing/set-hits";
import { createApiKey, revokeApiKey } from "@/server/accounts/api-keys/api-keys";
import { generateKey } from "@/server/accounts/api-keys/generate-key";
import { captureLog } from "@/server/log/testing/capture-log";
import type { ServiceContext } from "@/server/service-context";
import { callApi, errorOf } from "./testing/call-api";

let ctx: ServiceContext;
let keyId: string;
let key: string;

beforeEach(async () => {
  ({ ctx } = await makeWorkspace());
  ({ id: keyId, key } = await createApiKey(ctx, { name: "Reader", scopes: ["events:read"], expiresInDays: 30 }));
});

const withHeader = (authorization: string) => callApi("/events", { headers: { authorization } });
const call = (path: string) => callApi(path, { headers: { authorization: `Bearer ${key}` } });

describe("A request to the API", () => {
  it("needs a key, which may come with the scheme in any case", async () => {
    expect((await call("/events")).status).toBe(200);
    expect((await withHeader(`bearer  ${key} `)).status).toBe(200);
  });

  it.each([
    ["without a header", () => callApi("/events"), "Send an API key in the header"],
    ["with an empty header", () => withHeader(""), "Send an API key in the header"],
    ["with another scheme", () => withHeader(`Basic ${key}`), "Send an API key in the header"],
    ["with the key in the query", () => callApi(`/events?key=${key}`), "Send an API key in the header"],
    ["with a malformed key", () => withHeader("Bearer parley_123"), "This is not an API key of Parley"],
    ["with an unknown key", () => withHeader(`Bearer ${generateKey()}`), "does not exist, or it was revoked"],
  ])("%s is answered with 401", async (_what, send, message) => {
    const response = await send();
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    const refused = await errorOf(response);
    expect(refused).toMatchObject({ status: 401, code: "unauthorized", details: [] });
    expect(refused.message).toContain(message);
  });

  it("is answered with 401 from the moment when its key is revoked or expired", async () => {
    await db
      .update(apiKeys)
      .set({ expiresAt: sql`now()` })
      .where(eq(apiKeys.id, keyId));
    expect(await errorOf(await call("/events"))).toMatchObject({
      status: 401,
      message: expect.stringContaining("expired"),
    });
    await revokeApiKey(ctx, { keyId });
    expect(await errorOf(await call("/events"))).toMatchObject({
      status: 401,
      message: expect.stringContaining("revoked"),
    });
  });

  it("is answered with 403 if its key does not have the scope", async () => {
    await db.update(apiKeys).set({ scopes: [] }).where(eq(apiKeys.id, keyId));
    const refused = await errorOf(await call("/events"));
    expect(refused).toMatchObject({ status: 403, code: "forbidden", message: expect.stringContaining("events:read") });
  });

  it("is answered with 429 and the time to wait when its key has sent too many, and another key is not", async () => {
    await setHits({ key: `api:${keyId}`, windowSeconds: 60 }, 600);
    const response = await call("/events");
    const wait = Number(response.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await errorOf(response)).toMatchObject({ status: 429, code: "limit_exceeded" });
    const other = await createApiKey(ctx, { name: "Other", scopes: ["events:read"], expiresInDays: null });
    expect((await withHeader(`Bearer ${other.key}`)).status).toBe(200);
  });

  it.each(["", "/", "/nothing", "/events/evt_1/more", "/eventsx", "/..%2Fbots"])(
    "to the unknown address %j is answered with 404",
    async (path) => {
      expect(await errorOf(await call(path))).toMatchObject({ status: 404, code: "not_found" });
    },
  );

  it.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const)(
    "with the method %s is answered with 405 and the methods that the address has",
    async (method) => {
      for (const path of ["/events", "/events/evt_1", "/openapi.json"]) {
        const response = await callApi(path, { method, headers: { authorization: `Bearer ${key}` } });
        expect(response.headers.get("allow")).toBe("GET");
        expect(await errorOf(response)).toMatchObject({ status: 405, code: "method_not_allowed" });
      }
    },
  );

  it("with a bad query is answered with 422 and every fault", async () => {
    const refused = await errorOf(await call("/events?limit=0&wait=26&event=nothing&afer=evt_1"));
    expect(refused).toMatchObject({ status: 422, code: "invalid" });
    expect(refused.details.map(({ path }) => path.join("."))).toEqual(["limit", "event.0", "wait", ""]);
    expect((await errorOf(await call("/events?limit=1001"))).status).toBe(422);
    expect((await errorOf(await call("/events/evt_1?limit=1"))).status).toBe(422);
  });

  it("that fails in Parley is answered with 500, and its log does not contain the key", async () => {
    const log = captureLog();
    await db.execute(sql`alter table events rename to events_away`);
    const response = await call("/events").finally(() => db.execute(sql`alter table events_away rename to events`));
    const logged = log.raw.join("\n");
    log.stop();
    const failure = await errorOf(response);
    expect(failure).toMatchObject({ status: 500, code: "internal", details: [] });
    expect(failure.message).not.toMatch(/relation|select|events_away/);
    expect(logged).toContain(failure.request_id);
    expect(logged).not.toContain(key);
  });

  it("gets the id of the request in every answer, and no answer is stored by caches", async () => {
    const [good, bad] = [await call("/events"), await callApi("/events")];
    expect(good.headers.get("x-request-id")).toMatch(/^req_/);
    expect(bad.headers.get("x-request-id")).toBe((await errorOf(bad)).request_id);
    for (const { headers } of [good, bad]) {
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.has("set-cookie")).toBe(false);
      expect(headers.has("access-control-allow-origin")).toBe(false);
    }
  });
});
