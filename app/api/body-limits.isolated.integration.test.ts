import { globSync } from "node:fs";
import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { callbackAddress } from "@/server/actions/steps/callback/callback-token";
import { MAX_BODY_BYTES as MAX_INCOMING_BYTES } from "@/server/channels/custom/read-body";
import { makeCustomChannel } from "@/server/channels/custom/testing/fixtures";
import { MAX_AVATAR_BYTES } from "@/server/channels/web/avatar/set-avatar";
import { makeWebBot } from "@/server/channels/web/testing/web-bot";
import { signVisitorToken } from "@/server/channels/web/visitor-token";
import { MAX_FILE_BYTES } from "@/server/files/store-file";
import { countedBody } from "@/server/http/testing/counted-body";
import { newId } from "@/server/ids";
import { MAX_SOURCE_FILE_BYTES } from "@/server/knowledge/sources/upload-file";
import { MAX_IMPORT_BYTES } from "@/server/schemas/table-column";
import { MAX_BATCH } from "@/server/trpc/batch-limit";
import { appRouter } from "@/server/trpc/root";
import * as trpcRoute from "./trpc/[trpc]/route";

// Next.js provides `after` only within its own requests.
vi.mock("next/server", async (original) => ({
  ...(await original<typeof import("next/server")>()),
  after: (work: () => Promise<void>) => void work(),
}));

const MB = 1024 * 1024;
const CHUNK = 64 * 1024;

/** Routes that accept more than 1 MB, and their limits. Every other route, including future ones, accepts 1 MB. */
const LARGER: Record<string, number> = {
  "app/api/webhook/custom/message/route.ts": MAX_INCOMING_BYTES,
  // The form's boundaries add to the file's size.
  "app/api/inbox/files/route.ts": MAX_FILE_BYTES + MB,
  "app/api/chat/[channel]/files/route.ts": MAX_FILE_BYTES + MB,
  "app/api/channels/[channelId]/avatar/route.ts": MAX_AVATAR_BYTES + MB,
  "app/api/knowledge/files/route.ts": MAX_SOURCE_FILE_BYTES + MB,
  "app/api/tables/imports/route.ts": MAX_IMPORT_BYTES + MB,
};

const root = `${import.meta.dirname}/../..`;
const routes = globSync("app/api/**/route.ts", { cwd: root }).sort();

let params: Record<string, string | string[]>;
let member: Record<string, string>;
let channelToken: string;
let visitorToken: string;

beforeAll(async () => {
  const bot = await makeWebBot();
  channelToken = (await makeCustomChannel()).token;
  visitorToken = signVisitorToken(bot.publicId, "visitor-1");
  params = {
    botId: bot.botId,
    channel: bot.publicId,
    channelId: bot.channelId,
    token:
      callbackAddress({ runId: newId("actionRun"), position: 1 })
        .split("/")
        .at(-1) ?? "",
    nextauth: ["callback", "credentials"],
    trpc: "bots.create",
    path: ["events"],
  };
  member = { cookie: await sessionCookie(bot.userId), "content-type": "application/json" };
});

describe("Every API route", () => {
  it("is found by this test", () => {
    expect(routes).toEqual(expect.arrayContaining(["app/api/inngest/route.ts", ...Object.keys(LARGER)]));
    expect(routes.length).toBeGreaterThan(15);
  });

  it.each(routes)("%s answers 413 to a body that is too large, and stops reading it", async (route) => {
    const sent = await Promise.all(
      (await handlersOf(route)).map(async ([method, handle]) => {
        const { status, read } = await send(handle, addressOf(route), { method, headers: headersFor(route) });
        // A 405 without reading the body is fine too: the method takes no body.
        const isRefused = status === 413 || (status === 405 && read === 0);
        return { method, isRefused, isReadToItsEnd: read > (LARGER[route] ?? MB) + CHUNK };
      }),
    );
    expect(sent).toEqual(sent.map(({ method }) => ({ method, isRefused: true, isReadToItsEnd: false })));
    expect(sent.length > 0 || (await isReadOnly(route))).toBe(true);
  });

  it.each(Object.keys(LARGER))("%s reads none of the body without a session", async (route) => {
    const headers = { "content-type": "application/json" };
    for (const [method, handle] of await handlersOf(route)) {
      expect(await send(handle, addressOf(route), { method, headers })).toEqual({ status: 401, read: 0 });
    }
  });
});

describe("The tRPC route", () => {
  it("answers 413 to a body that is too large, for every procedure", async () => {
    const {
      _def: { procedures },
    } = appRouter;
    const verbs = Object.keys(procedures);
    const refused = [];
    for (const verb of verbs) {
      const address = `http://localhost:3000/api/trpc/${verb}`;
      const { status, read } = await send(trpcRoute.POST, address, { method: "POST", headers: member });
      if (status === 413 && read <= MB + CHUNK) refused.push(verb);
    }
    expect(refused).toEqual(verbs);
    expect(verbs.length).toBeGreaterThan(80);
  });

  it(`accepts ${MAX_BATCH} calls in one request, and no more`, async () => {
    const batch = (calls: number) => {
      const verbs = Array.from({ length: calls }, () => "accounts.me").join(",");
      return trpcRoute.GET(new Request(`http://localhost:3000/api/trpc/${verbs}?batch=1`, { headers: member }));
    };
    expect((await batch(MAX_BATCH)).status).toBe(200);
    expect((await batch(MAX_BATCH + 1)).status).toBe(400);
  });
});

type Handle = (request: NextRequest, context: { params: Promise<typeof params> }) => unknown;

/** The handlers that a route exports for methods with a body. */
async function handlersOf(route: string): Promise<[method: string, handle: Handle][]> {
  const exported: Record<string, unknown> = await import(`${root}/${route}`);
  return ["POST", "PUT", "PATCH", "DELETE"].flatMap((method): [string, Handle][] => {
    const handle = exported[method];
    return isHandle(handle) ? [[method, handle]] : [];
  });
}

async function isReadOnly(route: string): Promise<boolean> {
  const exported: Record<string, unknown> = await import(`${root}/${route}`);
  return isHandle(exported["GET"]);
}

function isHandle(value: unknown): value is Handle {
  return typeof value === "function";
}

/** The address of a route, with `params` filled in. */
function addressOf(route: string): string {
  const path = route.slice("app".length, -"/route.ts".length);
  const filled = path.replaceAll(/\[{1,2}(?:\.\.\.)?(\w+)\]{1,2}/g, (_, name: string) =>
    [params[name] ?? "x"].flat().join("/"),
  );
  return `http://localhost:3000${filled}`;
}

function headersFor(route: string): Record<string, string> {
  if (route.includes("custom")) return { ...member, authorization: `Bearer ${channelToken}` };
  return route.includes("chat/[channel]/") ? { ...member, authorization: `Bearer ${visitorToken}` } : member;
}

/** Sends an endless body, without a Content-Length. */
async function send(handle: Handle, url: string, init: { method: string; headers: Record<string, string> }) {
  const { body, sent } = countedBody({ bytes: Infinity, chunk: CHUNK });
  const request = new NextRequest(url, { ...init, body, duplex: "half" });
  const response = await handle(request, { params: Promise.resolve(params) });
  if (!(response instanceof Response)) throw new Error(`${init.method} ${url} gave no response.`);
  return { status: response.status, read: sent() };
}
