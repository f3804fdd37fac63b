import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { outbox } from "@/db/schema/outbox";
import { makeWorkspace } from "@/db/testing/factories";
import { createApiKey } from "@/server/accounts/api-keys/api-keys";
import { apiSourcePage, wholeApiSource } from "@/server/knowledge/api-sources/api-source";
import type { ApiScope } from "@/server/schemas/api-scopes";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { callApi, errorOf } from "./testing/call-api";

async function makeClient(scopes: ApiScope[] = ["knowledge:read", "knowledge:write"]) {
  const { ctx, userId } = await makeWorkspace();
  const { key } = await createApiKey(ctx, { name: "CMS", scopes, expiresInDays: null });
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const send = (method: "GET" | "PUT" | "DELETE", path: string, body?: unknown) =>
    callApi(`/knowledge/sources${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  return { workspaceId: ctx.workspaceId, userId, send };
}

let client: Awaited<ReturnType<typeof makeClient>>;
beforeEach(async () => {
  client = await makeClient();
});

const article = { name: "Delivery", format: "markdown", text: "# Delivery\n\nTwo days.", url: "https://x.example/d" };
const readings = () => db.$count(outbox, eq(outbox.name, "knowledge/reading.requested"));

describe("PUT /api/v1/knowledge/sources/<id>", () => {
  it("creates a source, replaces it, and changes nothing when it is repeated", async () => {
    const before = await readings();
    const created = await client.send("PUT", "/article%2F42", article);
    expect(created.status).toBe(201);
    expect(wholeApiSource.parse(await created.json())).toMatchObject({
      id: "article/42",
      status: "queued",
      ...article,
    });
    const again = await client.send("PUT", "/article%2F42", article);
    expect([again.status, (await readings()) - before]).toEqual([200, 1]);
    const replaced = await client.send("PUT", "/article%2F42", { name: "Delivery", text: "Three days." });
    expect(replaced.status).toBe(200);
    expect(await replaced.json()).toMatchObject({ text: "Three days.", format: "markdown", url: null });
    expect((await readings()) - before).toBe(2);
    expect(await db.$count(knowledgeSources, eq(knowledgeSources.workspaceId, client.workspaceId))).toBe(1);
  });

  it("reads a text whose reading was stopped when it is sent again", async () => {
    const caller = createTestCaller({ userId: client.userId });
    const stop = async () => {
      const [source] = await caller.knowledge.list();
      await caller.knowledge.stopReading({ sourceId: source?.id ?? "" });
      return wholeApiSource.parse(await (await client.send("GET", "/a")).json());
    };
    await client.send("PUT", "/a", article);
    await db
      .update(knowledgeSources)
      .set({ status: "ready", succeededAt: sql`now()` })
      .where(eq(knowledgeSources.workspaceId, client.workspaceId));
    const newer = { ...article, text: "Three days." };
    await client.send("PUT", "/a", newer);
    expect(await stop()).toMatchObject({ status: "stale", error: expect.stringContaining("cancelled"), ...newer });
    const before = await readings();
    const again = await client.send("PUT", "/a", newer);
    expect([again.status, await again.json()]).toMatchObject([200, { status: "queued" }]);
    expect((await readings()) - before).toBe(1);
  });

  it("creates one source when two requests arrive at the same time", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => client.send("PUT", "/same", article)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 201]);
  });

  it("accepts 500,000 letters, and refuses more", async () => {
    const text = "я".repeat(500_000);
    expect((await client.send("PUT", "/long", { name: "Long", text })).status).toBe(201);
    const refused = await errorOf(await client.send("PUT", "/long", { name: "Long", text: `${text}я` }));
    expect(refused).toMatchObject({ status: 422, code: "invalid", details: [{ path: ["text"] }] });
    const huge = await errorOf(await client.send("PUT", "/long", "x".repeat(5_000_000)));
    expect(huge).toMatchObject({ status: 413, code: "payload_too_large" });
  });

  it.each([
    ["without a name", { text: "Text" }, 422, "name"],
    ["without a text", { name: "A", text: " " }, 422, "text"],
    ["with an unknown format", { name: "A", text: "b", format: "pdf" }, 422, "format"],
    ["with an unknown field", { name: "A", text: "b", txt: "c" }, 422, undefined],
    ["with an address that is not of the web", { name: "A", text: "b", url: "javascript:alert(1)" }, 422, "url"],
    ["that is not JSON", "{", 422, undefined],
  ])("refuses a body %s", async (_, body, status, field) => {
    const refused = await errorOf(await client.send("PUT", "/1", body));
    expect([refused.status, refused.details[0]?.path[0]]).toEqual([status, field]);
  });

  it("refuses an id of control characters", async () => {
    expect((await client.send("PUT", "/a%00b", article)).status).toBe(422);
    expect((await client.send("GET", "/a%00b")).status).toBe(404);
  });

  it("needs the scope to write, and reading needs the scope to read", async () => {
    const reader = await makeClient(["knowledge:read"]);
    expect((await reader.send("PUT", "/1", article)).status).toBe(403);
    expect((await reader.send("DELETE", "/1")).status).toBe(403);
    expect((await reader.send("GET", "")).status).toBe(200);
    const writer = await makeClient(["knowledge:write"]);
    expect((await writer.send("GET", "")).status).toBe(403);
  });
});

describe("GET and DELETE /api/v1/knowledge/sources", () => {
  it("list the sources of the API in pages, newest first", async () => {
    for (const id of ["a", "b", "c"]) await client.send("PUT", `/${id}`, article);
    const first = apiSourcePage.parse(await (await client.send("GET", "?limit=2")).json());
    expect([first.data.map(({ id }) => id), first.has_more, first.next]).toEqual([["c", "b"], true, "b"]);
    const second = apiSourcePage.parse(await (await client.send("GET", `?limit=2&after=${first.next}`)).json());
    expect([second.data.map(({ id }) => id), second.has_more, second.next]).toEqual([["a"], false, null]);
    expect((await client.send("GET", "?after=x")).status).toBe(404);
  });

  it("show and delete no source of another workspace", async () => {
    await client.send("PUT", "/mine", article);
    const other = await makeClient();
    expect((await other.send("GET", "/mine")).status).toBe(404);
    expect((await other.send("DELETE", "/mine")).status).toBe(404);
    expect((await client.send("GET", "/mine")).status).toBe(200);
    const deleted = await client.send("DELETE", "/mine");
    expect([deleted.status, await deleted.text()]).toEqual([204, ""]);
    expect((await client.send("DELETE", "/mine")).status).toBe(404);
  });
});
