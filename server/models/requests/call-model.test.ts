import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { parseAllowedHosts } from "@/server/outbound/addresses/allowed-hosts";
import { createOutbound } from "@/server/outbound/outbound";
import { fetchThrough } from "@/server/outbound/outbound-fetch";
import { callModel, type CallModelOptions } from "./call-model";
import type { ModelReply, ModelRequest } from "../prompts/model-messages";
import { openProvider } from "../catalogue/open-provider";

/** The product's outbound fetch, with the loopback address allowed. */
const fetch = fetchThrough(createOutbound({ allowedHosts: parseAllowedHosts("127.0.0.1"), demoOrigin: null }));
const KEY = "sk-test-0123456789abcdef";
/** Long enough for an answer on a busy machine. */
const PATIENT = { limits: { firstTokenMs: 5000, idleMs: 5000, totalMs: 20_000 } };
const QUICK = { backoffMs: 5, firstTokenMs: 150, idleMs: 150, totalMs: 5000 };

const request: ModelRequest = { instruction: "Be short.", messages: [{ role: "user", text: "Hi" }], tools: [] };

type Handler = (response: ServerResponse, seen: Seen) => void | Promise<void>;
interface Seen {
  /** 1 for the first request. */
  number: number;
  headers: IncomingMessage["headers"];
  url: string | undefined;
  body: unknown;
}

/** A real HTTP server that follows or violates the OpenAI protocol. */
class Server {
  readonly seen: Seen[] = [];
  /** Requests whose connection the client closed before the answer ended. */
  hungUp = 0;
  private readonly http;

  private constructor(handler: Handler) {
    this.http = createServer(async (incoming, response) => {
      response.on("close", () => {
        if (!response.writableFinished) this.hungUp += 1;
      });
      const body: unknown = JSON.parse(await readText(incoming));
      const seen = { number: this.seen.length + 1, headers: incoming.headers, url: incoming.url, body };
      this.seen.push(seen);
      await handler(response, seen);
    });
  }

  static async start(handler: Handler): Promise<Server> {
    const server = new Server(handler);
    await new Promise<void>((listening) => server.http.listen(0, "127.0.0.1", listening));
    open.push(server);
    return server;
  }

  get host(): string {
    const address = this.http.address();
    if (address === null || typeof address === "string") throw new Error("The server does not listen.");
    return `127.0.0.1:${address.port}`;
  }

  async call(
    options: CallModelOptions = {},
    what = request,
    kind: "gateway" | "openai_compatible" = "openai_compatible",
  ) {
    const provider = openProvider({ kind, baseUrl: `http://${this.host}/v1`, apiKey: KEY }, fetch);
    const target = { label: "m", model: provider.model("m-1"), host: provider.host, secrets: [KEY] };
    const { limits, ...rest } = options;
    return callModel(target, what, { ...rest, limits: { ...QUICK, ...limits } });
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((closed) => this.http.close(closed));
  }
}

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
});

describe("an answer", () => {
  it("is streamed, with its tokens, time and requests counted", async () => {
    const server = await Server.start((response) => speak(response, ["Hel", "lo", " Ann."]));
    const deltas: string[] = [];
    const reply = await server.call({ ...PATIENT, onTextDelta: (delta) => deltas.push(delta) });
    expect(deltas).toEqual(["Hel", "lo", " Ann."]);
    expect(reply).toEqual({
      text: "Hello Ann.",
      toolCalls: [],
      inputTokens: 12,
      outputTokens: 3,
      durationMs: expect.any(Number),
      attempts: 1,
      error: null,
    });
  });

  it("is requested with the key, the instruction, the history and the tools", async () => {
    const server = await Server.start((response) => speak(response, ["ok"]));
    const call = { id: "c1", name: "find", input: { q: "x" } };
    await server.call(
      {},
      {
        instruction: "Be short.",
        messages: [
          { role: "user", text: "Hi" },
          { role: "assistant", text: "", toolCalls: [call] },
          { role: "tool", results: [{ id: "c1", name: "find", result: "nothing" }] },
          { role: "assistant", text: "", toolCalls: [] },
        ],
        tools: [
          {
            name: "find",
            description: "Finds.",
            inputSchema: { type: "object", properties: { q: { type: "string" } } },
          },
        ],
      },
    );
    const [seen] = server.seen;
    expect(seen?.url).toBe("/v1/chat/completions");
    expect(seen?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(seen?.body).toMatchObject({
      model: "m-1",
      stream: true,
      stream_options: { include_usage: true },
      messages: [
        { role: "system", content: "Be short." },
        { role: "user", content: "Hi" },
        { role: "assistant", tool_calls: [{ id: "c1", function: { name: "find", arguments: '{"q":"x"}' } }] },
        { role: "tool", tool_call_id: "c1", content: "nothing" },
      ],
      tools: [{ type: "function", function: { name: "find", description: "Finds." } }],
    });
  });

  it("contains tool calls in order, even of unknown tools, and input that is not JSON unchanged", async () => {
    const server = await Server.start((response) => {
      begin(response);
      send(response, { tool_calls: [{ index: 0, id: "a", function: { name: "find", arguments: '{"q":' } }] });
      send(response, { tool_calls: [{ index: 1, id: "b", function: { name: "no_such", arguments: "" } }] });
      send(response, { tool_calls: [{ index: 0, function: { arguments: '"x"}' } }] });
      send(response, { tool_calls: [{ index: 2, id: "c", function: { name: "find", arguments: '{"q":"y' } }] });
      finish(response, "tool_calls");
    });
    const { toolCalls, text, error } = await server.call();
    expect({ text, error }).toEqual({ text: "", error: null });
    expect(toolCalls).toEqual([
      { id: "a", name: "find", input: { q: "x" } },
      { id: "b", name: "no_such", input: {} },
      { id: "c", name: "find", input: '{"q":"y' },
    ]);
  });

  it("does not contain the model's thoughts", async () => {
    const server = await Server.start((response) => {
      begin(response);
      send(response, { reasoning_content: "Hm, hm." });
      send(response, { content: "<think>They want" });
      send(response, { content: " a greeting.</think>Hello" });
      finish(response);
    });
    const deltas: string[] = [];
    expect((await server.call({ onTextDelta: (delta) => deltas.push(delta) })).text.trim()).toBe("Hello");
    expect(deltas.join("").trim()).toBe("Hello");
  });
});

describe("messages of the history", () => {
  const answered = (text: string) => ({ role: "assistant" as const, text, toolCalls: [] });
  const wrote = (text: string) => ({ role: "user" as const, text });
  const turns = [answered("Welcome!"), answered("How can I help?"), wrote("hi"), wrote("are you there")];
  const rolesOf = (seen: Seen | undefined) => sent.parse(seen?.body).messages;
  const sent = z.object({ messages: z.array(z.object({ role: z.string(), content: z.unknown() })) });

  it("are merged if they are adjacent and from the same side", async () => {
    const server = await Server.start((response) => speak(response, ["ok"]));
    await server.call({}, { ...request, messages: turns });
    expect(rolesOf(server.seen[0])).toEqual([
      { role: "system", content: "Be short." },
      { role: "assistant", content: "Welcome!\n\nHow can I help?" },
      { role: "user", content: "hi\nare you there" },
    ]);
  });

  it.each([
    [400, "First message must have the user role"],
    [500, "Conversation roles must alternate user/assistant/user/assistant/..."],
  ])("begin with the customer after a server has refused otherwise (%i: %s)", async (status, reason) => {
    const server = await Server.start((response, { body }) =>
      sent.parse(body).messages[1]?.role === "assistant"
        ? refuse(response, status, { error: { message: reason } })
        : speak(response, ["ok"]),
    );
    const provider = openProvider(
      { kind: "openai_compatible", baseUrl: `http://${server.host}/v1`, apiKey: KEY },
      fetch,
    );
    const target = { label: "m", model: provider.model("m"), host: server.host, secrets: [KEY] };
    const ask = () => callModel(target, { ...request, messages: turns }, PATIENT);
    expect(await ask()).toMatchObject({
      text: "ok",
      attempts: 2,
      note: `The bot's messages before the customer's first were sent in the instruction: ${status} from ${server.host}: ${reason}`,
    });
    expect(await ask()).toMatchObject({ text: "ok", attempts: 1 });
    expect(rolesOf(server.seen[2])).toEqual([
      { role: "system", content: "Be short.\n\nBefore the customer wrote, you said:\nWelcome!\n\nHow can I help?" },
      { role: "user", content: "hi\nare you there" },
    ]);
  });
});

describe("a server that deviates from the protocol", () => {
  const document = (value: unknown, type = "application/json") =>
    Server.start((response) => {
      response.writeHead(200, { "content-type": type }).end(JSON.stringify(value, null, 2));
    });
  const message = (content: string | null, more: object = {}) => ({
    id: "x",
    object: "chat.completion",
    choices: [{ index: 0, message: { role: "assistant", content, ...more }, finish_reason: "stop" }],
    usage: { prompt_tokens: 12, completion_tokens: 3 },
  });

  it.each(["application/json", "text/event-stream", "text/plain"])(
    "may answer in one JSON document, as %s",
    async (type) => {
      const server = await document(message("Hello Ann."), type);
      const deltas: string[] = [];
      const reply = await server.call({ ...PATIENT, onTextDelta: (delta) => deltas.push(delta) });
      expect(reply).toMatchObject({ text: "Hello Ann.", inputTokens: 12, outputTokens: 3, attempts: 1, error: null });
      expect(deltas).toEqual(["Hello Ann."]);
    },
  );

  it("may call tools in one JSON document, with the input as text or as an object", async () => {
    const calls = [
      { id: "a", type: "function", function: { name: "find", arguments: '{"q":"x"}' } },
      { id: "b", type: "function", function: { name: "find", arguments: { q: "y" } } },
      { id: "c", type: "function", function: { name: "find", arguments: String.raw`"{\"q\":\"z\"}"` } },
    ];
    const server = await document(message(null, { tool_calls: calls }));
    expect((await server.call(PATIENT)).toolCalls).toEqual([
      { id: "a", name: "find", input: { q: "x" } },
      { id: "b", name: "find", input: { q: "y" } },
      { id: "c", name: "find", input: { q: "z" } },
    ]);
  });

  it("may stream a tool's input as an object, which keeps every digit", async () => {
    const event = String.raw`{"choices":[{"index":0,"delta":{"content":"“é”","tool_calls":[{"index":0,"id":"a",
      "function":{"name":"find","arguments":{"id":12345678901234567890}}}]}}]}`.replaceAll("\n", " ");
    const server = await Server.start(async (response) => {
      begin(response);
      // Split anywhere, even inside a character.
      for (const byte of Buffer.from(`data: ${event}\n\n`)) response.write(Buffer.from([byte]));
      finish(response, "tool_calls");
    });
    expect(await server.call(PATIENT)).toMatchObject({
      text: "“é”",
      toolCalls: [{ id: "a", name: "find", input: { id: "12345678901234567890" } }],
      error: null,
    });
  });

  it.each([
    [{ error: { message: "model not loaded" } }],
    [{ error: "model not loaded" }],
    [{ object: "error", message: "model not loaded" }],
    [{ detail: "model not loaded" }],
  ])("is quoted when it sends %j with status 200, as a document or in a stream", async (body) => {
    const server = await document(body);
    expect(await server.call(PATIENT)).toMatchObject({ text: "", error: `${server.host}: model not loaded` });
    const streams = await Server.start((response) => {
      begin(response);
      send(response, { content: "Hel" });
      end(response, body);
    });
    expect(await streams.call(PATIENT)).toMatchObject({ text: "", error: `${streams.host}: model not loaded` });
  });

  it("may send a null error with each event", async () => {
    const server = await Server.start((response) => {
      begin(response);
      part(response, { error: null, choices: [{ index: 0, delta: { content: "Hello" }, finish_reason: "stop" }] });
      response.end("data: [DONE]\n\n");
    });
    expect(await server.call(PATIENT)).toMatchObject({ text: "Hello", error: null });
  });

  it("may end with only [DONE] if it has sent text", async () => {
    const server = await Server.start((response) => {
      begin(response);
      send(response, { content: "All of it." });
      response.end("data: [DONE]\n\n");
    });
    expect(await server.call(PATIENT)).toMatchObject({ text: "All of it.", attempts: 1, error: null });
    const empty = await Server.start((response) => {
      begin(response);
      response.end("data: [DONE]\n\n");
    });
    expect(await empty.call(PATIENT)).toMatchObject({ error: `${empty.host} broke its answer off.` });
  });

  it("may use Windows line endings and a byte order mark", async () => {
    const server = await Server.start((response) => {
      begin(response);
      response.write("\uFEFF: hello\r\n\r\n");
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: "Hi" } }] })}\r\n\r\n`);
      response.end("data: [DONE]\r\n\r\n");
    });
    expect(await server.call(PATIENT)).toMatchObject({ text: "Hi", error: null });
  });

  it("is reported when it sends other JSON or an endless document", async () => {
    const other = await document({ hello: "world" });
    expect((await other.call(PATIENT)).error).toBe(`${other.host} sent something that is not a model's answer.`);
    const endless = await Server.start((response) => {
      begin(response);
      pour(response, "x".repeat(100_000), () => undefined);
    });
    expect((await endless.call(PATIENT)).error).toBe(`${endless.host} answered with more than 4 MB in one piece.`);
  });
});

describe("a refusal of a provider", () => {
  it.each([
    [400, "context too long"],
    [401, "invalid API key"],
    [403, "not your model"],
    [404, "no such model"],
  ])("with status %i is reported immediately", async (status, message) => {
    const server = await Server.start((response) => refuse(response, status, { error: { message } }));
    const reply = await server.call();
    expect(reply).toMatchObject({
      text: "",
      toolCalls: [],
      attempts: 1,
      error: `${status} from ${server.host}: ${message}`,
    });
  });

  it("with status 429 is retried after the wait that the provider asks for", async () => {
    const server = await Server.start((response, { number }) =>
      number === 1
        ? refuse(response, 429, { error: { message: "slow down" } }, { "retry-after": "1" })
        : speak(response, ["ok"]),
    );
    const reply = await server.call();
    expect(reply).toMatchObject({ text: "ok", attempts: 2, error: null });
    expect(reply.durationMs).toBeGreaterThanOrEqual(990);
  });

  it("is reported immediately if it asks for too long a wait", async () => {
    const server = await Server.start((response) =>
      refuse(response, 429, { error: { message: "come back" } }, { "retry-after": "60" }),
    );
    const reply = await server.call();
    expect(reply).toMatchObject({ attempts: 1, error: `429 from ${server.host}: come back (It asks to wait 60 s.)` });
  });

  it.each([408, 409, 429, 500, 503])("with status %i is tried three times", async (status) => {
    const server = await Server.start((response) => refuse(response, status, "<h1>Bad\n day</h1>"));
    const reply = await server.call();
    expect(reply).toMatchObject({ text: "", attempts: 3, error: `${status} from ${server.host}: Bad day` });
    expect(server.seen).toHaveLength(3);
  });

  it("with an endless body is read up to 64 kB", async () => {
    let sent = 0;
    const server = await Server.start((response) => {
      response.writeHead(400, { "content-type": "text/html", "content-length": "9000000000" });
      pour(response, "<".repeat(100_000), (bytes) => (sent = bytes));
    });
    const reply = await server.call(PATIENT);
    expect(reply).toMatchObject({ attempts: 1, error: `400 from ${server.host}` });
    await expect.poll(() => server.hungUp).toBe(1);
    expect(sent).toBeLessThan(16_000_000);
  });

  it("with a page of opening brackets is reported by its status", async () => {
    const server = await Server.start((response) => refuse(response, 404, "<".repeat(200_000)));
    expect(await server.call(PATIENT)).toMatchObject({ attempts: 1, error: `404 from ${server.host}` });
  });

  it("that echoes the key is reported without it", async () => {
    const long = "x".repeat(480);
    const echo = `Bad key ${KEY}; header Authorization: Bearer ${KEY}; basic ${Buffer.from(KEY).toString("base64")}; ${long} ${KEY}`;
    const server = await Server.start((response) => refuse(response, 401, { error: { message: echo } }));
    const { error } = await server.call();
    expect(error).toContain("Bad key •••; header Authorization: Bearer •••; basic •••;");
    expect(error).not.toContain(KEY.slice(0, 10));
    expect(error?.length).toBeLessThan(600);
  });

  it("in the middle of the stream is reported, and retried only if that can help", async () => {
    const busy = await Server.start((response, { number }) => {
      begin(response);
      if (number < 3) return end(response, { error: { message: "overloaded", code: 503 } });
      send(response, { content: "ok" });
      return finish(response);
    });
    expect(await busy.call()).toMatchObject({ text: "ok", attempts: 3 });
    const broke = await Server.start((response) => {
      begin(response);
      end(response, { error: { message: `no credit for ${KEY}`, type: "insufficient_quota" } });
    });
    expect(await broke.call()).toMatchObject({ text: "", attempts: 1, error: `${broke.host}: no credit for •••` });
  });
});

describe("a connection to a provider", () => {
  it("that is refused is tried three times", async () => {
    const server = await Server.start(() => undefined);
    const { host } = server;
    await server.stop();
    const provider = openProvider({ kind: "openai_compatible", baseUrl: `http://${host}/v1`, apiKey: KEY }, fetch);
    const target = { label: "m", model: provider.model("m"), host, secrets: [KEY] };
    const reply = await callModel(target, request, { limits: QUICK });
    expect(reply).toMatchObject({ text: "", attempts: 3 });
    expect(reply.error).toBe(`${host} refused the connection: nothing answers on that port.`);
  });

  it("to a private address is blocked and not retried", async () => {
    const provider = openProvider({ kind: "openai_compatible", baseUrl: "http://10.0.0.5/v1", apiKey: KEY }, fetch);
    const target = { label: "m", model: provider.model("m"), host: provider.host, secrets: [KEY] };
    const reply = await callModel(target, request, { limits: QUICK });
    expect(reply).toMatchObject({ text: "", attempts: 1 });
    expect(reply.error).toContain("The address 10.0.0.5 is private");
  });

  it("that hangs before the headers is tried three times", async () => {
    const server = await Server.start(() => undefined);
    const reply = await server.call();
    expect(reply).toMatchObject({ text: "", attempts: 3, error: `${server.host} sent nothing for 0.2 s.` });
    await expect.poll(() => server.hungUp).toBe(3);
  });

  it("that hangs before the first word is retried", async () => {
    const server = await Server.start((response, { number }) =>
      number === 1 ? begin(response) : speak(response, ["ok"]),
    );
    expect(await server.call({ onTextDelta: () => undefined })).toMatchObject({ text: "ok", attempts: 2, error: null });
  });

  it("that hangs after the first word is an error, not a second answer", async () => {
    const server = await Server.start((response) => {
      begin(response);
      send(response, { content: "Your order" });
    });
    const deltas: string[] = [];
    const reply = await server.call({ onTextDelta: (delta) => deltas.push(delta) });
    expect(deltas).toEqual(["Your order"]);
    expect(reply).toMatchObject({ text: "", attempts: 1, error: `${server.host} sent nothing for 0.2 s.` });
  });

  it("that is cut before the first word is retried", async () => {
    const server = await Server.start((response, { number }) => {
      if (number === 3) return speak(response, ["ok"]);
      begin(response);
      response.write(": still here\n\n", () => response.destroy());
      return undefined;
    });
    expect(await server.call({ onTextDelta: () => undefined })).toMatchObject({ text: "ok", attempts: 3 });
  });

  it.each([
    ["socket", "closed the connection before its answer was complete."],
    ["end", "broke its answer off."],
  ])("that is cut after the first word (%s) is an error, not a second answer", async (how, why) => {
    const server = await Server.start((response) => {
      begin(response);
      send(response, { content: "Your order" }, () => (how === "socket" ? response.destroy() : response.end()));
    });
    const deltas: string[] = [];
    const reply = await server.call({ onTextDelta: (delta) => deltas.push(delta) });
    expect(deltas).toEqual(["Your order"]);
    expect(reply).toMatchObject({
      text: "",
      toolCalls: [],
      attempts: 1,
      error: `${server.host} ${why}`,
    });
  });

  it("that is cut after the first word is retried if nothing was streamed", async () => {
    const server = await Server.start((response, { number }) => {
      if (number === 2) return speak(response, ["Your order is here."]);
      begin(response);
      send(response, { content: "Your order" }, () => response.destroy());
      return undefined;
    });
    expect(await server.call()).toMatchObject({ text: "Your order is here.", attempts: 2, error: null });
  });

  it("that sends garbage is tried three times", async () => {
    const server = await Server.start((response) => {
      begin(response);
      response.end("data: {oops\n\ndata: 7\n\n");
    });
    const reply = await server.call({ onTextDelta: () => undefined });
    expect(reply).toMatchObject({ attempts: 3, error: `${server.host} sent something that is not a model's answer.` });
  });

  it("that returns a web page or nothing is tried three times", async () => {
    const page = await Server.start((response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>Welcome to nginx</h1>");
    });
    expect(await page.call()).toMatchObject({
      attempts: 3,
      error: `${page.host} answered with a web page: is the address right?`,
    });
    const nothing = await Server.start((response) => {
      response.writeHead(200).end();
    });
    expect(await nothing.call()).toMatchObject({ attempts: 3, error: `${nothing.host} broke its answer off.` });
  });

  it("that sends slowly forever is closed at the deadline", async () => {
    const server = await Server.start((response) => {
      begin(response);
      const drip = setInterval(() => send(response, { content: "." }), 20);
      response.on("close", () => clearInterval(drip));
    });
    const reply = await server.call({ limits: { totalMs: 300 } });
    expect(reply).toMatchObject({ text: "", attempts: 1, error: `${server.host} did not finish its answer in time.` });
    expect(reply.durationMs).toBeLessThan(1500);
    await expect.poll(() => server.hungUp).toBe(1);
  });
});

describe("an endless answer", () => {
  it("is stopped at 16 MB and not retried", async () => {
    let sent = 0;
    const server = await Server.start((response) => {
      begin(response);
      pour(response, `: ${"x".repeat(100_000)}\n\n`, (bytes) => (sent = bytes));
    });
    const reply = await server.call(PATIENT);
    expect(reply).toMatchObject({ text: "", attempts: 1, error: "The model's answer is larger than 16 MB." });
    expect(sent).toBeLessThan(32_000_000);
  });
});

describe("callModel", () => {
  it("closes the request when the caller aborts", async () => {
    const leave = new AbortController();
    const server = await Server.start((response) => {
      begin(response);
      send(response, { content: "Your" });
    });
    const reply = await server.call({ signal: leave.signal, onTextDelta: () => leave.abort() });
    expect(reply).toMatchObject({ text: "", attempts: 1, error: "The call was cancelled." });
    await expect.poll(() => server.hungUp).toBe(1);
  });

  it("returns when the caller aborts during the wait for a retry", async () => {
    const leave = new AbortController();
    const server = await Server.start((response) => {
      refuse(response, 429, {}, { "retry-after": "9" });
      response.on("close", () => leave.abort());
    });
    const reply = await server.call({ signal: leave.signal });
    expect(reply.attempts).toBe(1);
    expect(reply.durationMs).toBeLessThan(3000);
  });

  it("makes no request if the caller has already aborted", async () => {
    const server = await Server.start((response) => speak(response, ["ok"]));
    expect(await server.call({ signal: AbortSignal.abort() })).toMatchObject({ error: "The call was cancelled." });
    expect(server.seen).toHaveLength(0);
  });

  it("returns the problem of a target without a model", async () => {
    const reply = await callModel({ label: "m", problem: "It was deleted." }, request);
    expect(reply).toMatchObject({ text: "", attempts: 0, error: "It was deleted." });
  });

  it("adds no more than a few milliseconds to the provider's time", async () => {
    const server = await Server.start((response) => speak(response, ["Hel", "lo"]));
    for (let i = 0; i < 20; i++) await server.call();
    const durations: number[] = [];
    for (let i = 0; i < 100; i++) {
      const started = performance.now();
      await server.call();
      durations.push(performance.now() - started);
    }
    durations.sort((a, b) => a - b);
    expect(durations[50]).toBeLessThan(15);
  });
});

describe("the AI Gateway", () => {
  it("streams text and calls", async () => {
    const server = await Server.start((response) => {
      begin(response);
      part(response, { type: "stream-start", warnings: [] });
      part(response, { type: "text-start", id: "t" });
      part(response, { type: "text-delta", id: "t", delta: "Looking." });
      part(response, { type: "tool-call", toolCallId: "a", toolName: "find", input: '{"q":1}' });
      const usage = { inputTokens: { total: 5 }, outputTokens: { total: 2 } };
      part(response, { type: "finish", finishReason: { unified: "tool-calls" }, usage });
      response.end();
    });
    const reply = await server.call({}, request, "gateway");
    expect(reply).toMatchObject({ text: "Looking.", inputTokens: 5, outputTokens: 2, attempts: 1, error: null });
    expect(reply.toolCalls).toEqual([{ id: "a", name: "find", input: { q: 1 } }]);
    expect(server.seen[0]?.headers).toMatchObject({ authorization: `Bearer ${KEY}`, "ai-language-model-id": "m-1" });
  });

  it("reports why it refuses, and is retried if that can help", async () => {
    const wrong = await Server.start((response) =>
      refuse(response, 401, { error: { message: `Invalid key ${KEY}`, type: "authentication_error" } }),
    );
    expect(await wrong.call({}, request, "gateway")).toMatchObject({
      attempts: 1,
      error: `401 from ${wrong.host}: Invalid key •••`,
    });
    const busy = await Server.start((response, { number }) =>
      refuse(
        response,
        number === 1 ? 429 : 500,
        { error: { message: "busy", type: "internal_server_error" } },
        { "retry-after": "0" },
      ),
    );
    expect(await busy.call({}, request, "gateway")).toMatchObject({
      attempts: 3,
      error: expect.stringContaining("busy"),
    });
  });

  it("reports an answer that is cut as an error", async () => {
    const server = await Server.start((response) => {
      begin(response);
      part(response, { type: "text-delta", id: "t", delta: "Half" });
      response.end();
    });
    const reply: ModelReply = await server.call({ onTextDelta: () => undefined }, request, "gateway");
    expect(reply).toMatchObject({ text: "", attempts: 1, error: `${server.host} broke its answer off.` });
  });
});

function begin(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
}

function part(response: ServerResponse, value: unknown, written?: () => void): void {
  response.write(`data: ${JSON.stringify(value)}\n\n`, () => written?.());
}

function send(response: ServerResponse, delta: unknown, written?: () => void): void {
  part(response, { id: "x", choices: [{ index: 0, delta, finish_reason: null }] }, written);
}

function end(response: ServerResponse, value: unknown): void {
  response.end(`data: ${JSON.stringify(value)}\n\n`);
}

function finish(response: ServerResponse, reason = "stop"): void {
  part(response, { id: "x", choices: [{ index: 0, delta: {}, finish_reason: reason }] });
  part(response, { id: "x", choices: [], usage: { prompt_tokens: 12, completion_tokens: 3 } });
  response.end("data: [DONE]\n\n");
}

function speak(response: ServerResponse, words: string[]): void {
  begin(response);
  for (const content of words) send(response, { content });
  finish(response);
}

function refuse(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, {
    "content-type": typeof body === "string" ? "text/html" : "application/json",
    ...headers,
  });
  response.end(text);
}

/** Sends the same piece until the client closes the connection. */
function pour(response: ServerResponse, piece: string, onSent: (bytes: number) => void): void {
  let sent = 0;
  const pieces = function* () {
    for (;;) {
      onSent((sent += piece.length));
      yield piece;
    }
  };
  // This ends when the client closes the connection.
  pipeline(Readable.from(pieces()), response, () => undefined);
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
