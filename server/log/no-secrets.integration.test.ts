import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestListener } from "@remix-run/node-fetch-server";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { directRoutes } from "@/instrumentation-routes";
import { makeCustomChannel } from "@/server/channels/custom/testing/fixtures";
import { sample } from "@/server/channels/custom/testing/sample";
import { makeWebBot } from "@/server/channels/web/testing/web-bot";
import { signVisitorToken } from "@/server/channels/web/visitor-token";
import { logRequests } from "./log-requests";
import { captureLog } from "./testing/capture-log";

let server: Server;
let url = "";

beforeAll(async () => {
  await startEventEndpoint();
  logRequests();
  const later = (work: Promise<void> | (() => Promise<void>)) => void (typeof work === "function" ? work() : work);
  const answer = async (request: Request) => {
    const handle = directRoutes.find(request.method, new URL(request.url).pathname);
    return (await handle?.(request, later)) ?? new Response(null, { status: 404 });
  };
  server = createServer(createRequestListener(answer));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

it("the log holds who sent a request and how it ended, and no secret or word of it", async () => {
  const channel = await makeCustomChannel();
  const bot = await makeWebBot();
  const log = captureLog();
  const words = "My card is 4111 1111 1111 1111";
  const post = async (path: string, token: string, body: unknown) => {
    const headers = {
      authorization: `Bearer ${token}`,
      cookie: "next-auth.session-token=c00kie",
      "content-type": "application/json",
      "x-api-key": "k3y",
    };
    const response = await fetch(`${url}${path}?token=qu3ry`, { method: "POST", headers, body: JSON.stringify(body) });
    await response.text();
    return response.status;
  };
  const visitor = signVisitorToken(bot.publicId, "a-visitor");
  const custom = "/api/webhook/custom/message";
  const message = { ...sample("in: customer"), text: words };
  const chat = { message: { id: "m1", role: "user", parts: [{ type: "text", text: words }] } };
  const statuses = [
    await post(custom, channel.token, message),
    await post(custom, channel.token, { ...message, chat_id: 4111 }),
    await post(custom, "t0ken", message),
    await post(`/api/chat/${bot.publicId}`, visitor, chat),
    await post("/api/elsewhere", "t0ken", words),
  ];
  await db.execute(sql`alter table messages rename to messages_away`);
  statuses.push(await post(custom, channel.token, { ...message, message_id: "m2" }));
  await db.execute(sql`alter table messages_away rename to messages`);
  // The server that takes events in place of Inngest runs in this process too.
  const isOurs = ({ event, path }: Record<string, unknown>) => event === "request" && String(path).startsWith("/api/");
  const requests = () => log.lines().filter(isOurs);
  await vi.waitFor(() => expect(requests()).toHaveLength(statuses.length));
  log.stop();

  expect(statuses).toEqual([202, 422, 401, 200, 404, 500]);
  expect(requests().map(({ status }) => status)).toEqual(statuses);
  const { workspaceId, id: channelId } = channel;
  expect(requests()[0]).toMatchObject({ path: custom, workspaceId, channelId, conversationId: expect.any(String) });
  expect(requests()[3]).toMatchObject({ workspaceId: bot.ctx.workspaceId, channelId: bot.channelId });
  const failure = log.lines().find(({ event }) => event === "failure");
  expect(failure).toMatchObject({ id: requests()[5]?.["requestId"], requestId: requests()[5]?.["requestId"] });
  expect(log.raw.join("\n")).not.toMatch(/4111|My card|c00kie|qu3ry|t0ken|k3y/);
  for (const token of [channel.token, visitor]) expect(log.raw.join("\n")).not.toContain(token);
});
