import type { ServerResponse } from "node:http";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeWorkspace } from "@/db/testing/factories";
import { begin, callFunctions, say, speak, startModelServer } from "@/db/testing/model-server";
import type { ModelChoice } from "@/server/schemas/model-choice";
import type { ServiceContext } from "@/server/service-context";
import { createProvider } from "../catalogue/model-providers";
import { callBotModel, swapsModels } from "./call-bot-model";
import type { CallModelOptions } from "./call-model";

const main = await startModelServer();
const other = await startModelServer();
const request = { instruction: "", messages: [{ role: "user" as const, text: "Hello" }], tools: [] };

let ctx: ServiceContext;
let model: ModelChoice;
let fallbackModel: ModelChoice;
beforeAll(async () => {
  ({ ctx } = await makeWorkspace());
  model = await provide(main.baseUrl, "main-1");
  fallbackModel = await provide(other.baseUrl, "other-1");
});
beforeEach(() => {
  other.answer((response) => speak(response, ["From the other one."]));
  main.answer((response) => speak(response, ["From the main one."]));
});

async function provide(baseUrl: string, modelId: string): Promise<ModelChoice> {
  const access = { kind: "openai_compatible" as const, baseUrl, apiKey: "sk-live-0123456789wxyz" };
  const { id: providerId } = await createProvider(ctx, { name: modelId, models: [modelId], ...access });
  return { providerId, modelId };
}

function call(
  models: Partial<{ model: ModelChoice; fallbackModel: ModelChoice | null }> = {},
  options?: CallModelOptions,
) {
  const { workspaceId } = ctx;
  const bot = { workspaceId, botId: "bot_1", turnId: null, model, fallbackModel, ...models };
  return callBotModel(bot, false, request, options);
}

function refuse(status: number, message = "Sorry.", headers: Record<string, string> = {}) {
  return (response: ServerResponse) =>
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(JSON.stringify({ error: { message } }));
}

describe("A fallback model", () => {
  it("is not asked while the bot's model answers", async () => {
    const reply = await call();
    expect(reply).toMatchObject({ text: "From the main one.", model: "main-1", error: null });
    expect(reply).not.toHaveProperty("failedFirst");
    expect(swapsModels(reply)).toBe(false);
    expect(other.requests).toHaveLength(0);
  });

  const failures: [what: string, how: (response: ServerResponse) => unknown, reason: string][] = [
    ["answers 500", refuse(500), "500 from"],
    ["answers 503 with a web page", (response) => response.writeHead(503).end("<html>Down</html>"), "503 from"],
    ["answers 429", refuse(429, "Slow down.", { "retry-after": "60" }), "It asks to wait 60 s."],
    ["refuses the key", refuse(401, "Wrong key."), "401 from"],
    ["has no credits", refuse(402, "Pay first."), "402 from"],
    ["no longer has the model", refuse(404, "No such model."), "404 from"],
    ["reports a wrong key as 400", refuse(400, "API key not valid. Please pass a valid API key."), "400 from"],
    ["reports a retired model as 400", refuse(400, "The model `m` has been decommissioned."), "400 from"],
    ["closes the connection", (response) => response.destroy(), ""],
    ["sends nothing", () => undefined, "sent nothing for 0.2 s"],
    ["sends garbage", (response) => response.writeHead(200).end("hello"), ""],
    [
      "hangs up half-way",
      (response) => {
        begin(response);
        say(response, "From the");
        setTimeout(() => response.destroy(), 20);
      },
      "",
    ],
    [
      "hangs half-way",
      (response) => {
        begin(response);
        say(response, "From the");
      },
      "sent nothing for 0.2 s",
    ],
  ];

  it.each(failures)("answers when the bot's model %s", async (_what, how, reason) => {
    main.answer(how);
    const reply = await call({}, { limits: { firstTokenMs: 200, idleMs: 200, backoffMs: 5 } });
    expect(reply).toMatchObject({ text: "From the other one.", model: "other-1", error: null });
    expect(reply.failedFirst).toMatchObject({ model: "main-1", error: expect.stringContaining(reason) });
    expect(JSON.stringify(reply)).not.toContain("wxyz");
    expect(swapsModels(reply)).toBe(true);
    expect(other.requests).toHaveLength(1);
  });

  it("answers when the provider of the bot's model was removed", async () => {
    const gone = { providerId: "mdl_gone", modelId: "gone-1" };
    const reply = await call({ model: gone });
    expect(reply).toMatchObject({ text: "From the other one.", failedFirst: { model: "gone-1", attempts: 0 } });
    expect(reply.failedFirst?.error).toContain("was deleted");
  });

  it("may call functions in place of the bot's model", async () => {
    main.answer(refuse(500));
    other.answer((response) => callFunctions(response, ["look_up", {}]));
    expect(await call({}, { limits: { backoffMs: 5 } })).toMatchObject({ toolCalls: [{ name: "look_up" }] });
  });

  it.each([
    [400, "messages.0.content is too long."],
    [400, "This endpoint's maximum context length is 8192 tokens."],
    [413, "Too large."],
    [422, "Wrong."],
  ])("is not asked when the request itself is refused: %i %s", async (status, message) => {
    main.answer(refuse(status, message));
    const reply = await call();
    expect(reply).toMatchObject({ text: "", error: expect.stringContaining(`${status} from`), model: "main-1" });
    expect(other.requests).toHaveLength(0);
  });

  it("is not asked after a part of the answer was streamed", async () => {
    main.answer((response) => {
      begin(response);
      say(response, "From the main one, a long beginning that the customer has seen. ");
      setTimeout(() => response.destroy(), 50);
    });
    const seen: string[] = [];
    const reply = await call({}, { onTextDelta: (delta) => seen.push(delta) });
    expect(seen.join("")).toContain("From the main one");
    expect(reply).toMatchObject({ text: "", error: expect.any(String), model: "main-1" });
    expect(other.requests).toHaveLength(0);
  });

  it("is not asked after the caller has cancelled the call", async () => {
    main.answer(() => undefined);
    const reply = await call({}, { signal: AbortSignal.timeout(50) });
    expect(reply.error).toBe("The call was cancelled.");
    expect(other.requests).toHaveLength(0);
  });

  it("adds its own reason when it fails too", async () => {
    main.answer(refuse(500, "Main is down."));
    other.answer(refuse(503, "Other is down."));
    const reply = await call({}, { limits: { backoffMs: 5 } });
    expect(reply).toMatchObject({ text: "", toolCalls: [], model: "other-1", failedFirst: { model: "main-1" } });
    expect(reply.error).toMatch(/^500 from .*Main is down\. The other model failed too: 503 from .*Other is down\.$/);
    expect(swapsModels(reply)).toBe(false);
  });

  it("gives a reason once if both models have the same", async () => {
    const gone = (modelId: string) => ({ providerId: "mdl_gone", modelId });
    const reply = await call({ model: gone("gone-1"), fallbackModel: gone("gone-2") });
    expect(reply.error).toMatch(/was deleted/);
    expect(reply.error).toBe(reply.failedFirst?.error);
  });

  it.each([
    ["there is none", () => null],
    ["it is the bot's own model", () => model],
  ])("changes nothing if %s: three attempts", async (_why, choice) => {
    main.answer(refuse(500, "Main is down."));
    const reply = await call({ fallbackModel: choice() }, { limits: { backoffMs: 5 } });
    expect(reply).toMatchObject({ attempts: 3, error: expect.stringMatching(/^500 from .*Main is down\.$/) });
    expect(reply).not.toHaveProperty("failedFirst");
  });
});
