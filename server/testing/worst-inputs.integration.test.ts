import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { POST as answerAuth } from "@/app/api/auth/[...nextauth]/route";
import { GET as openStream } from "@/app/api/chat/[channel]/events/route";
import { POST as sendInboxFile } from "@/app/api/inbox/files/route";
import { POST as bookAppointment } from "@/app/api/demo/appointments/route";
import { PUT as registerFunctions } from "@/app/api/inngest/route";
import { POST as uploadFile } from "@/app/api/tables/imports/route";
import { POST as callVerb } from "@/app/api/trpc/[trpc]/route";
import { speak, startModelServer } from "@/db/testing/model-server";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { run } from "@/server/actions/testing/fixtures";
import { startTargetServer } from "@/server/actions/testing/target-server";
import { makeCustomChannel } from "@/server/channels/custom/testing/fixtures";
import { postIncoming } from "@/server/channels/custom/testing/post-message";
import { bearer, chatUrl, postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { makeWebBot, storedMessages, type WebBot } from "@/server/channels/web/testing/web-bot";
import { toolSpec } from "@/server/actions/definition/argument-schema";
import { appointments } from "@/server/bots/templates/appointments";
import { callModel } from "@/server/models/requests/call-model";
import { createOfflineModel } from "@/server/models/offline/offline-model";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import {
  actionThatMultiplies,
  actionWithBadPlaceholders,
  actionWithConstants,
  actionWithDeepJson,
  actionWithSecret,
  emptyCells,
  ENDLESS_DATE,
  formOfManyFiles,
  LONG_QUOTES_SECRET,
  manyObjects,
  MB,
  nearMisses,
  OPEN_TAGS,
  QUOTES_SECRET,
  SLASHES_SECRET,
  TINY_SENTENCES,
  unknownColumns,
  wideColumns,
} from "./worst-inputs";
import { workbookOfEntities, workbookWithTwoFaces } from "./worst-workbooks";

/** The longest refusal, including its list of faults. */
const LONGEST_REFUSAL = 64_000;
/** The largest record of a run: a response of 1 MB and the requests. */
const MOST_KEPT = 3 * MB;

let bot: WebBot;
let cookie: string;
const model = await startModelServer();

beforeAll(async () => {
  bot = await makeWebBot({ baseUrl: model.baseUrl });
  cookie = await sessionCookie(bot.userId, 3600);
});

describe("a body of 39 MB is answered with 413", () => {
  const body = manyObjects(39 * MB);
  const auth = { params: Promise.resolve({ nextauth: ["callback", "credentials"] }) };

  it.each([
    ["by the sign-up procedure", "/api/trpc/accounts.signUp", callVerb],
    ["by the sign-in", "/api/auth/callback/credentials", (request: NextRequest) => answerAuth(request, auth)],
    ["by the demo", "/api/demo/appointments", bookAppointment],
    ["by the durable functions", "/api/inngest", (request: NextRequest) => registerFunctions(request, undefined)],
  ])("%s", async (_by, path, route) => {
    const response = await route(requestTo(path, { method: path === "/api/inngest" ? "PUT" : "POST", body }));
    expect(response.status).toBe(413);
    expect((await response.text()).length).toBeLessThan(LONGEST_REFUSAL);
  });
});

describe("a large body within the size limit", () => {
  it("is refused by the custom channel when it has more fields and items than any message", async () => {
    const { token } = await makeCustomChannel();
    const { status, answer } = await postIncoming(token, {
      api_version: 1,
      placeholders: JSON.parse(manyObjects(3 * MB)),
    });
    expect(status).toBe(422);
    expect(JSON.stringify(answer)).toContain("more than 20,000 fields and list items");
  });

  it("is refused by the inbox when it is a form of 190,000 files", async () => {
    const { body, type } = formOfManyFiles(190_000);
    const headers = { cookie, "content-type": type };
    const response = await sendInboxFile(
      requestTo("/api/inbox/files", { method: "POST", headers, body: new Uint8Array(body) }),
    );
    expect(response.status).toBe(422);
  });
});

describe("the answer of an external server is cut", () => {
  it("when a model's server sends an error page of open tags", async () => {
    model.answer((response) => response.writeHead(500, { "content-type": "text/html" }).end(OPEN_TAGS));
    const { models } = createTestCaller({ userId: bot.userId });
    const [provider] = await models.providers.list();
    const tested = await models.providers.test({ providerId: provider?.id ?? "" });
    expect(tested.ok).toBe(false);
    expect(tested.message.length).toBeLessThan(1000);
  });

  it("when a model sends 20,000 sentences", async () => {
    model.answer((response) => speak(response, [TINY_SENTENCES]));
    const { response, done } = await postMessage(bot.publicId, { id: "sentences", text: "Hello" });
    expect((await readAnswer(response)).text.length).toBeLessThanOrEqual(20_000);
    await done;
    const kept = (await storedMessages(bot)).filter(({ sender }) => sender === "ai");
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.map(({ text }) => text).join("").length).toBeLessThanOrEqual(20_000);
  });

  it("before it is multiplied by the next step", async () => {
    const target = await startTargetServer();
    target.on("/big", { headers: { "content-type": "text/plain" }, body: "x".repeat(MB) });
    const { seen } = await run(actionThatMultiplies(`${target.url}/big`, 450));
    expect(seen.status).toBe("failed");
    expect(target.received).toHaveLength(1);
    expect(JSON.stringify(seen).length).toBeLessThan(MOST_KEPT);
  });
});

describe("an answer that resembles a secret is masked, and the request is sent once,", () => {
  it.each([
    ["300 quotes", QUOTES_SECRET, 100_000],
    ["1,000 quotes", LONG_QUOTES_SECRET, MB],
    ["4,500 slashes", SLASHES_SECRET, 100_000],
  ])("with a secret of %s", async (_secret, secret, bytes) => {
    const target = await startTargetServer();
    target.on("/near", { headers: { "content-type": "text/plain" }, body: nearMisses(secret, bytes) });
    const { seen } = await run(actionWithSecret(`${target.url}/near`, secret));
    const kept = JSON.stringify(seen);
    expect(target.received.map(({ headers }) => headers["x-key"])).toEqual([secret]);
    expect(kept.includes(JSON.stringify(secret).slice(1, -1))).toBe(false);
    expect(kept.length).toBeLessThan(MOST_KEPT);
  });
});

describe("a file is refused with a short answer", () => {
  it.each([
    ["a workbook with 20 MB of entities in a cell", () => workbookOfEntities(20 * MB)],
    ["a workbook of 160 MB that its directory hides", () => workbookWithTwoFaces(160 * MB)],
    ["a CSV file of 25 MB of commas", () => Buffer.from(emptyCells(25 * MB))],
  ])("that is %s", async (_file, make) => {
    const headers = { cookie, "content-type": "application/octet-stream" };
    const body = new Uint8Array(make());
    const response = await uploadFile(requestTo("/api/tables/imports?fileName=x", { method: "POST", headers, body }));
    expect(response.status).toBe(422);
    expect((await response.text()).length).toBeLessThan(LONGEST_REFUSAL);
  });
});

describe("a limited list of faults is returned for", () => {
  it.each([
    ["100,000 constants", [413, 422, 400], () => actionWithConstants(100_000)],
    ["5,000 constants", [422, 400], () => actionWithConstants(5000)],
    ["100,000 wrong placeholders", [422, 400], () => actionWithBadPlaceholders(100_000)],
    ["JSON 100,000 levels deep", [422, 400], () => actionWithDeepJson(100_000)],
  ])("an action with %s", async (_what, statuses, make) => {
    const response = await call("actions.create", { botId: bot.botId, definition: make() });
    expect(statuses).toContain(response.status);
    expect((await response.text()).length).toBeLessThan(LONGEST_REFUSAL);
  });

  it("a row of 10,000 unknown columns", async () => {
    const table = { name: "Wide", columns: wideColumns(200) };
    const { id: tableId } = await createTestCaller({ userId: bot.userId }).tables.create(table);
    const response = await call("tables.addRow", { tableId, values: unknownColumns(10_000) });
    expect([422, 400]).toContain(response.status);
    expect((await response.text()).length).toBeLessThan(LONGEST_REFUSAL);
  });
});

it("the offline model gives a short answer to a question with many words that may begin a date", async () => {
  const offline = { label: "offline", model: createOfflineModel(), host: "offline", secrets: [] };
  const tools = appointments.actions("https://demo.example.com").map((action) => toolSpec(action));
  const messages = [{ role: "user" as const, text: ENDLESS_DATE.repeat(4) }];
  const reply = await callModel(offline, { instruction: "You book appointments.", messages, tools });
  expect(reply.error).toBeNull();
  expect(reply.text.length + JSON.stringify(reply.toolCalls).length).toBeLessThan(4000);
});

it("a visitor who opens 60 event streams keeps five of them", async () => {
  model.answer((response) => speak(response, ["Hello."]));
  const { response, done } = await postMessage(bot.publicId, { id: "streams", text: "Hello" });
  await response.text();
  await done;
  const leaving = new AbortController();
  const options = { headers: bearer(response.headers.get("x-parley-visitor")), signal: leaving.signal };
  const context = { params: Promise.resolve({ channel: bot.publicId }) };
  const streams = await Promise.all(
    Array.from({ length: 60 }, () => openStream(new Request(chatUrl(bot.publicId, "/events"), options), context)),
  );
  let open = streams.filter(({ status }) => status === 200).length;
  const read = streams.map((stream) => stream.text().then(() => (open -= 1)));
  await expect.poll(() => open).toBeLessThanOrEqual(5);
  expect(open).toBeGreaterThan(0);
  leaving.abort();
  await Promise.allSettled(read);
});

interface Sent {
  method: "POST" | "PUT";
  headers?: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer>;
}

function requestTo(path: string, { method, headers, body }: Sent): NextRequest {
  const all = { "content-type": "application/json", ...headers };
  return new NextRequest(`http://localhost:3000${path}`, { method, headers: all, body });
}

/** Calls a procedure over HTTP with the owner's session. */
function call(verb: string, input: object): Promise<Response> {
  const body = JSON.stringify(input);
  return callVerb(requestTo(`/api/trpc/${verb}`, { method: "POST", headers: { cookie }, body }));
}
