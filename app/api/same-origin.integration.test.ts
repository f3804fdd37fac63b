import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { png } from "@/server/files/testing/sample-files";
import { makeWebBot, type WebBot } from "@/server/channels/web/testing/web-bot";
import { POST as postPhoto } from "./account/photo/route";
import { POST as postAuth } from "./auth/[...nextauth]/route";
import { POST as postTestChat } from "./bots/[botId]/test-chat/route";
import { GET as getInboxEvents } from "./inbox/events/route";
import { POST as postInboxFile } from "./inbox/files/route";
import { POST as postSourceFile } from "./knowledge/files/route";
import { POST as postImport } from "./tables/imports/route";
import { POST as postTrpc } from "./trpc/[trpc]/route";

let bot: WebBot;
let cookie: string;
beforeAll(async () => {
  bot = await makeWebBot();
  cookie = await sessionCookie(bot.userId);
});

type Send = (headers: Record<string, string>) => Promise<Response>;

function post(path: string, body: BodyInit, headers: Record<string, string>): NextRequest {
  return new NextRequest(`http://localhost:3000${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie, host: "parley.internal:8080", ...headers },
    body,
  });
}

/**
 * Requests that a member's cookie authorises, by kind. From the product's own page, each one succeeds or fails
 * validation.
 */
const writes: [kind: string, send: Send][] = [
  ["a tRPC mutation", (headers) => postTrpc(post("/api/trpc/bots.create", "{}", headers))],
  [
    "a message of the test chat",
    (headers) =>
      postTestChat(post(`/api/bots/${bot.botId}/test-chat`, "{}", headers), {
        params: Promise.resolve({ botId: bot.botId }),
      }),
  ],
  ["a file for the inbox", (headers) => postInboxFile(post("/api/inbox/files?fileName=a.txt", "a", headers))],
  [
    "a file for the knowledge base",
    (headers) => postSourceFile(post("/api/knowledge/files?fileName=a.md", "a", headers)),
  ],
  ["the user's photo", (headers) => postPhoto(post("/api/account/photo", new Uint8Array(png), headers))],
  ["a file for a table", (headers) => postImport(post("/api/tables/imports?fileName=a.csv", "a,b\n1,2", headers))],
];

const foreign: [what: string, headers: Record<string, string>][] = [
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
  ["a sibling origin", { "sec-fetch-site": "same-site", origin: "http://other.localhost:3000" }],
  ["another origin, in a browser that sends no Sec-Fetch-Site", { origin: "http://localhost:4000" }],
  ["a page without an origin", { origin: "null" }],
];

const own: [what: string, headers: Record<string, string>][] = [
  ["the product's own page", { "sec-fetch-site": "same-origin", origin: "http://localhost:3000" }],
  ["its public address, in a browser that sends no Sec-Fetch-Site", { origin: "http://localhost:3000" }],
  ["another of its addresses, in such a browser", { origin: "http://parley.internal:8080" }],
  ["a program", {}],
];

describe.each(writes)("%s", (_kind, send) => {
  it.each(foreign)("is refused when it comes from %s", async (_what, headers) => {
    expect((await send(headers)).status).toBe(403);
  });

  it.each(own)("is allowed when it comes from %s", async (_what, headers) => {
    expect([200, 201, 400, 422]).toContain((await send(headers)).status);
  });
});

describe("Signing in or out", () => {
  it.each(foreign)("is refused when it comes from %s", async (_what, headers) => {
    const request = post("/api/auth/signout", "{}", headers);
    expect((await postAuth(request, { params: Promise.resolve({ nextauth: ["signout"] }) })).status).toBe(403);
  });
});

describe("The inbox's events", () => {
  const open = (headers: Record<string, string>) =>
    getInboxEvents(new Request("http://localhost:3000/api/inbox/events", { headers: { cookie, ...headers } }));

  it.each(foreign)("are refused to %s", async (_what, headers) => {
    expect((await open(headers)).status).toBe(403);
  });

  it("are streamed to the product's own page", async () => {
    const response = await open({ "sec-fetch-site": "same-origin" });
    expect(response.status).toBe(200);
    await response.body?.cancel();
  });
});

describe("A body with the content type", () => {
  it.each([
    ["text/plain", 415],
    ["application/x-www-form-urlencoded", 415],
    ["multipart/form-data; boundary=x", 415],
    ["application/octet-stream", 415],
    ["text/plain; charset=application/json", 415],
    ["application/json; charset=utf-8", 422],
    ["Application/JSON", 422],
  ])("%s is answered with %i by the test chat, and accordingly by tRPC", async (type, status) => {
    const headers = { "content-type": type };
    const context = { params: Promise.resolve({ botId: bot.botId }) };
    const chat = await postTestChat(post(`/api/bots/${bot.botId}/test-chat`, "{}", headers), context);
    const trpc = await postTrpc(post("/api/trpc/bots.create", "{}", headers));
    expect([chat.status, trpc.status]).toEqual([status, status === 422 ? 400 : status]);
  });
});
