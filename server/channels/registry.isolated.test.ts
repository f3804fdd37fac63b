import { existsSync, readdirSync } from "node:fs";
import type { RequestListener } from "node:http";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { listenLocally } from "@/db/testing/local-server";
import { DomainError } from "@/server/errors";
import { sharedOutbound } from "@/server/outbound/outbound";
import type { ChannelAdapter, ChannelSettings, Outgoing } from "./contract";
import { adapterOf, adapters, columnsOf, creatableKinds, shownSettings } from "./registry";
import { samplesOf } from "./testing/samples";

const kinds = Object.entries<ChannelAdapter>(adapters);
const [sending, parsing] = [kinds.filter(([, { send }]) => send), kinds.filter(([, { parse }]) => parse)];
const here = import.meta.dirname;
const SECRET = "s3cret-value";

let respond: RequestListener = (_, response) => response.end();
const { origin } = await listenLocally((request, response) => respond(request, response));

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://localhost/unused");
  vi.stubEnv("PARLEY_URL", "http://localhost:3000");
  vi.stubEnv("PARLEY_SECRET", "test-secret-test-secret-test-secret-test");
  vi.stubEnv("INNGEST_DEV", "1");
  vi.stubEnv("PARLEY_ALLOWED_PRIVATE_HOSTS", "127.0.0.1");
});
afterAll(async () => {
  await sharedOutbound().close();
  vi.unstubAllEnvs();
});

/** The ways in which a platform may fail. */
const failures: Record<string, RequestListener> = {
  "answers 500": (_, response) => response.writeHead(500).end(`Bearer ${SECRET}`),
  "answers 429": (_, response) => response.writeHead(429, { "retry-after": "7" }).end(),
  "answers 403": (_, response) => response.writeHead(403).end("<h1>Forbidden</h1>"),
  redirects: (_, response) => response.writeHead(302, { location: "https://example.com/" }).end(),
  "hangs up": (request) => request.socket.destroy(),
  "hangs up within its answer": (_, response) => {
    response.writeHead(200, { "content-length": "100" }).write("{");
    response.destroy();
  },
};

describe("The registry", () => {
  it("lists every adapter folder under its name, which is also the adapter's kind", () => {
    const folders = readdirSync(here).filter((name) => existsSync(path.join(here, name, "adapter.ts")));
    expect(kinds.map(([name]) => name).toSorted()).toEqual(folders.toSorted());
    expect(kinds.map(([, { kind }]) => kind)).toEqual(kinds.map(([name]) => name));
  });

  it("contains one kind that runs the draft, and offers all others for creation", () => {
    const drafts = kinds.filter(([, { runsDraft }]) => runsDraft);
    expect(drafts).toHaveLength(1);
    expect(creatableKinds).toEqual(kinds.filter(([, { runsDraft }]) => !runsDraft).map(([name]) => name));
  });

  it("refuses an unknown kind, including names of inherited properties", () => {
    for (const kind of ["pigeon", "", "constructor", "__proto__"]) {
      expect(() => adapterOf(kind)).toThrow(`no adapter for channels of the kind "${kind}"`);
    }
  });
});

describe.each(kinds)("The adapter of %s", (kind, adapter) => {
  const start = adapter.startSettings("Shop");

  it("starts with settings that its schema reads back from the database", () => {
    expect(start).toMatchObject({ kind });
    expect(adapter.settings.parse(JSON.parse(JSON.stringify(start)))).toEqual(start);
  });

  it("refuses damaged settings and those of another kind", () => {
    const junk = [null, undefined, 7, "x", [], {}, { kind: "pigeon" }, { ...start, kind: "pigeon" }];
    const others = kinds.filter(([name]) => name !== kind).map(([, other]) => other.startSettings("Shop"));
    for (const settings of [...junk, ...others]) expect(adapter.settings.safeParse(settings).success).toBe(false);
  });

  it("shows its settings with its kind and without secrets", () => {
    const stored = Object.entries(start).map(([name, value]) => [name, name.endsWith("Sealed") ? SECRET : value]);
    const shown = shownSettings(kind, Object.fromEntries(stored));
    expect(shown).toMatchObject({ kind });
    expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${SECRET}|sealed`, "i"));
  });

  it("keeps its settings if a form changes nothing, and refuses invalid changes", () => {
    expect(adapter.changeSettings(start, adapter.changes.parse({}))).toEqual(start);
    for (const junk of [null, 7, "x", []]) expect(adapter.changes.safeParse(junk).success).toBe(false);
  });

  it("has consistent capabilities", () => {
    const { text, quickReplies, buttons, cards, streaming } = adapter.capabilities(start);
    for (const most of [quickReplies, buttons, cards]) expect(most).toBeGreaterThanOrEqual(0);
    // CONTRACTS §0: no message has more.
    expect([quickReplies <= 13, buttons <= 10, cards <= 10]).toEqual([true, true, true]);
    expect(text?.limit ?? 1).toBeGreaterThan(0);
    expect(adapter.messagesPerSend ?? 1).toBeGreaterThanOrEqual(1);
    // Messages that are sent are sent whole.
    expect(streaming && adapter.send !== undefined).toBe(false);
  });

  it("declares whether its messages are pushed or pulled", () => {
    expect(columnsOf(kind)).toEqual({
      kind,
      delivery: adapter.send ? "push" : "pull",
      runsDraft: adapter.runsDraft,
    });
    expect(adapter.destination !== undefined).toBe(adapter.send !== undefined);
  });

  it("has an incoming address if and only if it reads incoming requests", () => {
    const { incomingUrl = null } = adapter.addresses?.("https://parley.example", "public-1") ?? {};
    expect(incomingUrl !== null).toBe(adapter.parse !== undefined);
    expect(incomingUrl ?? "https://parley.example/").toMatch(/^https:\/\/parley\.example\//);
  });
});

describe.each(parsing)("Incoming requests of the kind %s", (kind, adapter) => {
  const samples = [...samplesOf(kind)].filter(([heading]) => heading.startsWith("in: "));

  it.each(samples)("are parsed the same way each time, without being modified: %s", async (_, body) => {
    const first = await read(adapter, deepFreeze(structuredClone(body)));
    expect(await read(adapter, deepFreeze(structuredClone(body)))).toEqual(first);
  });

  it("have accepted samples", async () => {
    const all = await Promise.all(samples.map(([, body]) => read(adapter, body)));
    const messages = all.flatMap((one) => one.messages ?? []);
    expect(messages.length).toBeGreaterThan(0);
    for (const { externalId, chatId } of messages) expect([externalId, chatId]).not.toContain("");
  });

  it.each([[null], [undefined], [7], ["text"], [[]], [{}]])(
    "are refused with a reason if their body is %j",
    async (junk) => {
      await expect(adapter.parse?.(junk)).rejects.toBeInstanceOf(DomainError);
    },
  );
});

describe.each(sending)("Sending to a channel of the kind %s", (kind, adapter) => {
  const outgoing: Outgoing = {
    deliveryId: "dlv_1",
    chatId: "chat-1",
    messages: [{ id: "msg_1", sender: "ai", text: "Hello", interactive: null, files: [] }],
  };

  async function send(to: string) {
    // Each channel that sends has these settings for its tests.
    const { settingsFor }: Counterpart = await import(`./${kind}/testing/counterpart.ts`);
    const settings = settingsFor(to, SECRET);
    expect(adapter.settings.parse(settings)).toEqual(settings);
    expect(adapter.destination?.(settings)).toEqual(expect.stringContaining(new URL(to).host));
    return adapter.send?.(settings, outgoing);
  }

  it.each(Object.entries(failures))("returns an outcome when the platform %s", async (_, listener) => {
    respond = listener;
    const result = await send(origin);
    expect(result?.outcome).toMatchObject({
      kind: expect.stringMatching(/^(retry|stop|disable)$/),
      reason: expect.stringMatching(/\w/),
    });
    expect(result?.request?.durationMs).toBeGreaterThanOrEqual(0);
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });

  it("returns an outcome when nothing listens", async () => {
    const result = await send("http://127.0.0.1:1");
    expect(result?.outcome).toEqual({ kind: "retry", afterSeconds: null, reason: expect.stringMatching(/\w/) });
    expect(result?.request?.status).toBeNull();
  });

  it("makes no request with the settings of a new channel", async () => {
    const start = adapter.startSettings("Shop");
    expect(adapter.destination?.(start)).toBeNull();
    expect(await adapter.send?.(start, outgoing)).toEqual({
      outcome: { kind: "stop", reason: expect.stringMatching(/\w/) },
      request: null,
    });
  });
});

interface Counterpart {
  settingsFor(origin: string, secret: string): ChannelSettings;
}

/** Returns the contents of a request, or why it was refused; rethrows other errors. */
async function read(adapter: ChannelAdapter, body: unknown) {
  try {
    return { messages: (await adapter.parse?.(body))?.messages ?? [] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { refusal: error.message, details: error.details };
  }
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
