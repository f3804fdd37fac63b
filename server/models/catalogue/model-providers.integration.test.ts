import { createServer, type Server, type ServerResponse } from "node:http";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { modelProviders } from "@/db/schema/bots";
import { makeWorkspace } from "@/db/testing/factories";
import type { Role } from "@/server/roles";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { callModel } from "../requests/call-model";
import { listModels } from "./model-catalogue";
import { OFFLINE_MODEL } from "@/server/schemas/model-choice";
import { createProvider, deleteProvider, listProviders, updateProvider } from "./model-providers";
import { listOfferedModels } from "./offered-models";
import { createProviderInput, describedProvider, updateProviderInput } from "./provider-input";
import { testProvider, tryProvider } from "./try-provider";
import { forgetProvider, resolveModel } from "./resolve-model";

const KEY = "sk-live-0123456789wxyz";
const hello = { instruction: "", messages: [{ role: "user" as const, text: "Hello" }], tools: [] };

let server: Server;
let baseUrl: string;
/** Authorization headers in order of arrival. */
const keysSeen: (string | undefined)[] = [];
/** The body with which GET /models is answered. */
let listing: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    keysSeen.push(request.headers.authorization);
    request.resume().on("end", () => {
      if (request.headers.authorization === `Bearer ${KEY}`) {
        if (request.url === "/v1/models") response.end(listing);
        else speak(response);
      } else refuse(response, `Incorrect API key provided: ${request.headers.authorization}`);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server does not listen.");
  baseUrl = `http://127.0.0.1:${address.port}/v1`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

function input(changes: Record<string, unknown> = {}) {
  const all = { kind: "openai_compatible", name: "Acme AI", baseUrl, apiKey: KEY, models: ["m-1", "m-2"], ...changes };
  return createProviderInput.parse(all);
}

function as(role: Role, ctx: ServiceContext): ServiceContext {
  return { ...ctx, actor: { type: "user", userId: "usr_x", role } };
}

describe("a model provider", () => {
  it("is listed with a hint of its key, which is stored encrypted and never returned", async () => {
    const { ctx, workspaceId } = await makeWorkspace();
    const { id } = await createProvider(ctx, input());
    const listed = await listProviders(ctx);
    expect(listed).toEqual([
      { id, kind: "openai_compatible", name: "Acme AI", baseUrl, models: ["m-1", "m-2"], keyHint: "••••wxyz" },
    ]);
    const [row] = await db.select().from(modelProviders).where(eq(modelProviders.workspaceId, workspaceId));
    expect(row?.apiKeySealed).toMatch(/^v1\./);
    expect(JSON.stringify([listed, row])).not.toContain(KEY.slice(0, 8));
  });

  it("shows no part of a short key", async () => {
    const { ctx } = await makeWorkspace();
    await createProvider(ctx, input({ apiKey: "ollama" }));
    expect((await listProviders(ctx))[0]?.keyHint).toBe("••••");
  });

  it("adds its models to the offline model in the list", async () => {
    const { ctx } = await makeWorkspace();
    const { id } = await createProvider(ctx, input());
    await createProvider(
      ctx,
      input({ kind: "gateway", name: "Gateway", baseUrl: undefined, models: ["openai/gpt-5"] }),
    );
    const models = await listModels(ctx);
    expect(models.map(({ providerId, modelId, label }) => ({ own: providerId === id, modelId, label }))).toEqual([
      { own: false, modelId: "offline", label: "Offline model" },
      { own: true, modelId: "m-1", label: "m-1" },
      { own: true, modelId: "m-2", label: "m-2" },
      { own: false, modelId: "openai/gpt-5", label: "openai/gpt-5" },
    ]);
    expect(models[0]).toMatchObject({ providerId: null, note: "Rules, not AI; works without a key" });
  });

  it("is not accessible to other workspaces", async () => {
    const [ours, theirs] = [await makeWorkspace(), await makeWorkspace()];
    const { id } = await createProvider(ours.ctx, input());
    expect(await listProviders(theirs.ctx)).toEqual([]);
    await expect(deleteProvider(theirs.ctx, { providerId: id, force: false }, unused)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(testProvider(theirs.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    const target = await resolveModel(theirs.workspaceId, { providerId: id, modelId: "m-1" });
    expect(target).toHaveProperty("problem");
    expect(await listProviders(ours.ctx)).toHaveLength(1);
  });

  it.each(["editor", "operator", "viewer"] as const)("cannot be changed or tested by the role %s", async (role) => {
    const { ctx } = await makeWorkspace();
    const { id } = await createProvider(as("admin", ctx), input());
    const lower = as(role, ctx);
    await expect(createProvider(lower, input())).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteProvider(lower, { providerId: id, force: false }, unused)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(testProvider(lower, id)).rejects.toMatchObject({ code: "forbidden" });
    expect(await listProviders(lower)).toHaveLength(1);
  });

  it("is no longer usable after it was deleted, even by the bots that use it", async () => {
    const { ctx, workspaceId } = await makeWorkspace();
    const { id } = await createProvider(ctx, input());
    const choice = { providerId: id, modelId: "m-1" };
    expect(await callModel(await resolveModel(workspaceId, choice), hello)).toMatchObject({ text: "Hi!", error: null });
    await deleteProvider(ctx, { providerId: id, force: false }, unused);
    await expect(deleteProvider(ctx, { providerId: id, force: false }, unused)).rejects.toMatchObject({
      code: "not_found",
    });
    const reply = await callModel(await resolveModel(workspaceId, choice), hello);
    expect(reply).toMatchObject({ text: "", attempts: 0, error: expect.stringContaining("was deleted") });
  });
});

const unused = () => Promise.resolve([]);

function change(providerId: string, changes: Record<string, unknown> = {}) {
  const all = { kind: "openai_compatible", name: "Acme AI", baseUrl, apiKey: "", models: ["m-1"], ...changes };
  return updateProviderInput.parse({ providerId, ...all });
}

function described(changes: Record<string, unknown> = {}) {
  return describedProvider.parse({ kind: "openai_compatible", baseUrl, apiKey: KEY, ...changes });
}

const keyAgain = {
  code: "invalid",
  message: expect.stringContaining("Type the API key again"),
  details: [{ path: ["apiKey"], message: expect.stringContaining("Type the API key again") }],
};

describe("the change of a model provider", () => {
  it("keeps the stored key when the field is empty, and applies to the next call", async () => {
    const { ctx, workspaceId } = await makeWorkspace();
    const { id } = await createProvider(ctx, input({ apiKey: "sk-wrong-0123456789" }));
    const choice = { providerId: id, modelId: "m-1" };
    expect((await callModel(await resolveModel(workspaceId, choice), hello)).error).toContain("401");
    await updateProvider(ctx, change(id, { apiKey: KEY }));
    expect(await callModel(await resolveModel(workspaceId, choice), hello)).toMatchObject({ text: "Hi!", error: null });
    await updateProvider(ctx, change(id, { name: "Renamed", models: ["m-9", "m-9", "m-1"] }));
    expect(await listProviders(ctx)).toEqual([
      { id, kind: "openai_compatible", name: "Renamed", baseUrl, models: ["m-9", "m-1"], keyHint: "••••wxyz" },
    ]);
    expect(await callModel(await resolveModel(workspaceId, choice), hello)).toMatchObject({ text: "Hi!", error: null });
  });

  it("never sends a stored key to another address", async () => {
    const { ctx } = await makeWorkspace();
    const { id } = await createProvider(ctx, input());
    const before = keysSeen.length;
    for (const other of [`${baseUrl}/other`, baseUrl.replace(/:\d+/, ":1024"), "https://example.com/v1"]) {
      const there = described({ providerId: id, baseUrl: other, apiKey: "" });
      await expect(updateProvider(ctx, change(id, { baseUrl: other }))).rejects.toMatchObject(keyAgain);
      await expect(tryProvider(ctx, { provider: there, modelId: "m" })).rejects.toMatchObject(keyAgain);
      await expect(listOfferedModels(ctx, there)).rejects.toMatchObject(keyAgain);
    }
    const asGateway = change(id, { kind: "gateway" });
    await expect(updateProvider(ctx, asGateway)).rejects.toMatchObject(keyAgain);
    expect(keysSeen).toHaveLength(before);
    expect((await listProviders(ctx))[0]).toMatchObject({ baseUrl, kind: "openai_compatible" });
  });

  it("accepts another address together with its key", async () => {
    const { ctx } = await makeWorkspace();
    const { id } = await createProvider(ctx, input());
    await updateProvider(ctx, change(id, { baseUrl: "https://api.example.com/v1/", apiKey: "sk-other-0123456789" }));
    expect((await listProviders(ctx))[0]).toMatchObject({ baseUrl: "https://api.example.com/v1", keyHint: "••••6789" });
  });

  it("is refused for private addresses, lower roles, other workspaces and keys that cannot be read", async () => {
    const { ctx } = await makeWorkspace();
    const { ctx: stranger } = await makeWorkspace();
    const { id } = await createProvider(ctx, input());
    const inner = change(id, { baseUrl: "http://169.254.169.254/v1", apiKey: KEY });
    await expect(updateProvider(ctx, inner)).rejects.toMatchObject({ code: "invalid" });
    await expect(updateProvider(as("editor", ctx), change(id))).rejects.toMatchObject({ code: "forbidden" });
    await expect(updateProvider(stranger, change(id))).rejects.toMatchObject({ code: "not_found" });
    const mine = described({ providerId: id, apiKey: "" });
    await expect(listOfferedModels(stranger, mine)).rejects.toMatchObject({ code: "not_found" });
    await expect(listOfferedModels(as("editor", ctx), mine)).rejects.toMatchObject({ code: "forbidden" });
    await expect(tryProvider(as("editor", ctx), { provider: mine, modelId: "m" })).rejects.toThrow(DomainError);
    await db.update(modelProviders).set({ apiKeySealed: "v1.AAAA.BBBB.CCCC" }).where(eq(modelProviders.id, id));
    await expect(listOfferedModels(ctx, mine)).rejects.toThrow("Type it again");
  });
});

describe("the list of a provider's models", () => {
  it.each([
    ["a list in data", { data: [{ id: "b-2" }, { id: "a" }, { id: "b-10" }, { id: "a" }] }],
    ["a bare list", [{ id: "a" }, { id: "b-2" }, { id: "b-10" }, 7, { other: 1 }, { id: "" }]],
    ["names under models", { models: [{ name: "b-10" }, { name: "a" }, { name: "b-2" }, { id: "x".repeat(300) }] }],
  ])("reads %s, sorted and without repeats", async (_form, body) => {
    const { ctx } = await makeWorkspace();
    listing = JSON.stringify(body);
    expect(await listOfferedModels(ctx, described())).toEqual({ ok: true, models: ["a", "b-2", "b-10"] });
  });

  it("uses the stored key of a saved provider", async () => {
    const { ctx } = await makeWorkspace();
    const { id } = await createProvider(ctx, input());
    listing = JSON.stringify({ data: [] });
    const saved = described({ providerId: id, apiKey: "" });
    expect(await listOfferedModels(ctx, saved)).toEqual({ ok: true, models: [] });
  });

  it("returns the reason when there is none, without the key", async () => {
    const { ctx } = await makeWorkspace();
    const { host } = new URL(baseUrl);
    listing = "<html>Welcome</html>";
    expect(await listOfferedModels(ctx, described())).toEqual({
      ok: false,
      message: `${host} answered with a web page: is the address right?`,
    });
    listing = "{}";
    expect(await listOfferedModels(ctx, described())).toMatchObject({
      ok: false,
      message: `${host} sent no list of models.`,
    });
    const wrong = await listOfferedModels(ctx, described({ apiKey: "sk-wrong-0123456789" }));
    expect(wrong).toEqual({ ok: false, message: `401 from ${host}: Incorrect API key provided: Bearer •••` });
    const noKey = listOfferedModels(ctx, described({ apiKey: "" }));
    await expect(noKey).rejects.toMatchObject({ details: [{ path: ["apiKey"], message: "Paste the API key." }] });
  });
});

describe("the form of a model provider", () => {
  it.each([
    ["https://api.example.com/v1/", "https://api.example.com/v1"],
    ["https://api.example.com/v1/chat/completions", "https://api.example.com/v1"],
    ["  http://127.0.0.1:11434/v1 ", "http://127.0.0.1:11434/v1"],
  ])("accepts the address %s", (typed, kept) => {
    expect(input({ baseUrl: typed })).toMatchObject({ baseUrl: kept });
  });

  it.each([
    [{ baseUrl: "api.example.com" }, "Give the whole address, such as https://api.example.com/v1."],
    [{ baseUrl: "ftp://api.example.com" }, "Give the whole address, such as https://api.example.com/v1."],
    [{ baseUrl: "https://a:b@example.com" }, "Leave user name and password out of the address."],
    [{ baseUrl: "https://example.com/v1?key=1" }, "Leave out what follows ? or # in the address."],
    [{ apiKey: " " }, "Paste the API key. If the server needs none, type any word."],
    [{ apiKey: "a\nb" }, "An API key has no spaces and no special letters. Copy it again."],
    [{ name: " " }, "Give the provider a name."],
    [{ models: [] }, "Name at least one model."],
    [{ models: [" "] }, "Give the model's id."],
  ])("refuses %j", (changes, message) => {
    const all = { kind: "openai_compatible", name: "A", baseUrl, apiKey: KEY, models: ["m"], ...changes };
    expect(createProviderInput.safeParse(all).error?.issues.map((issue) => issue.message)).toContain(message);
  });

  it("refuses an address inside the network", async () => {
    const { ctx } = await makeWorkspace();
    for (const inner of ["http://169.254.169.254/latest", "http://localhost:3000/v1", "http://10.0.0.5/v1"]) {
      await expect(createProvider(ctx, input({ baseUrl: inner }))).rejects.toThrow(DomainError);
    }
    expect(await listProviders(ctx)).toEqual([]);
  });
});

describe("a test of a model provider", () => {
  it("makes a real call", async () => {
    const { ctx } = await makeWorkspace();
    const { id } = await createProvider(ctx, input());
    expect(await testProvider(ctx, id)).toEqual({ ok: true, message: "m-1 answered.", durationMs: expect.any(Number) });
    expect(keysSeen.at(-1)).toBe(`Bearer ${KEY}`);
  });

  it("returns the reason of a failure, without the key", async () => {
    const { ctx } = await makeWorkspace();
    const { id } = await createProvider(ctx, input({ apiKey: "sk-wrong-0123456789" }));
    const before = keysSeen.length;
    const { ok, message } = await testProvider(ctx, id);
    expect({ ok, message }).toEqual({
      ok: false,
      message: `401 from ${new URL(baseUrl).host}: Incorrect API key provided: Bearer •••`,
    });
    expect(keysSeen.length - before).toBe(1);
  });

  it("is possible before the provider is saved", async () => {
    const { ctx } = await makeWorkspace();
    const tried = await tryProvider(ctx, { provider: described(), modelId: "m-7" });
    expect(tried).toEqual({ ok: true, message: "m-7 answered.", durationMs: expect.any(Number) });
    const wrong = described({ apiKey: "sk-wrong-0123456789" });
    expect(await tryProvider(ctx, { provider: wrong, modelId: "m-7" })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^401 from .*Bearer •••$/),
    });
    expect(await listProviders(ctx)).toEqual([]);
  });

  it("does not reach an address that became private after it was saved", async () => {
    const { ctx, workspaceId } = await makeWorkspace();
    const { id } = await createProvider(ctx, input());
    await db
      .update(modelProviders)
      .set({ baseUrl: "http://169.254.169.254/v1" })
      .where(eq(modelProviders.workspaceId, workspaceId));
    const { ok, message } = await testProvider(ctx, id);
    expect(ok).toBe(false);
    expect(message).toContain("169.254.169.254");
  });
});

describe("resolveModel", () => {
  it("returns the offline model without a database query", async () => {
    const target = await resolveModel("ws_none", OFFLINE_MODEL);
    expect(await callModel(target, hello)).toMatchObject({ text: "Hello! How can I help you?", attempts: 1 });
  });

  it("caches a provider's model until its key changes", async () => {
    const { ctx, workspaceId } = await makeWorkspace();
    const { id } = await createProvider(ctx, input());
    const choice = { providerId: id, modelId: "m-1" };
    const resolve = async () => {
      const target = await resolveModel(workspaceId, choice);
      return "model" in target ? target : null;
    };
    const [first, second] = await Promise.all([resolve(), resolve()]);
    expect(first?.model).toBe(second?.model);
    const other = await createProvider(ctx, input({ apiKey: "sk-other-0123456789" }));
    const [row] = await db.select().from(modelProviders).where(eq(modelProviders.id, other.id));
    await db
      .update(modelProviders)
      .set({ apiKeySealed: row?.apiKeySealed ?? "" })
      .where(eq(modelProviders.id, id));
    forgetProvider(id);
    const changed = await resolve();
    expect(changed?.model).not.toBe(first?.model);
    expect(changed?.secrets).toEqual(["sk-other-0123456789"]);
  });

  it("returns the problem when the key can no longer be decrypted", async () => {
    const { ctx, workspaceId } = await makeWorkspace();
    const { id } = await createProvider(ctx, input());
    await db.update(modelProviders).set({ apiKeySealed: "v1.AAAA.BBBB.CCCC" }).where(eq(modelProviders.id, id));
    const reply = await callModel(await resolveModel(workspaceId, { providerId: id, modelId: "m" }), hello);
    expect(reply).toMatchObject({ text: "", attempts: 0, error: expect.stringContaining("can no longer be read") });
    expect((await listProviders(ctx))[0]?.keyHint).toBe("unreadable: type it again");
  });
});

function speak(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: "Hi!" } }] })}\n\n`);
  response.end(
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] })}\n\ndata: [DONE]\n\n`,
  );
}

function refuse(response: ServerResponse, message: string): void {
  response.writeHead(401, { "content-type": "application/json" }).end(JSON.stringify({ error: { message } }));
}
