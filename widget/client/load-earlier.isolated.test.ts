import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ChatClient } from "./chat-client.ts";
import { createChatClient } from "./create-chat-client.ts";
import { fakeBrowser, fakeHost } from "./testing/browser.ts";
import {
  beginStream,
  type ChatServer,
  refuse,
  sendJson,
  sessionOf,
  startChatServer,
  stored,
} from "./testing/chat-server.ts";

/** A conversation of six messages, of which a page has two. */

let server: ChatServer;
let host: ReturnType<typeof fakeHost>;
let chat: ChatClient;

beforeEach(async () => {
  fakeBrowser();
  server = await startChatServer();
  server.on["session"] = ({ response }) =>
    sendJson(response, sessionOf("ada", { cursor: 6, earlier: 5, messages: [stored("msg_5"), stored("msg_6")] }));
  server.on["events"] = ({ response }) => void beginStream(response);
  server.on["messages"] = ({ response, call }) => {
    const before = Number(call.split("=")[1]);
    const page = [before - 2, before - 1].map((seq) => stored(`msg_${seq}`));
    sendJson(response, { messages: page, cursor: before - 1, earlier: before > 3 ? before - 2 : null });
  };
  host = fakeHost(server.origin);
  chat = createChatClient(host);
});
afterEach(() => {
  chat.destroy();
  server.close();
  vi.unstubAllGlobals();
});

const ids = () => chat.messages.value.map(({ id }) => Number(id.slice(4)));

it("Earlier messages are shown before the others when their view is ready, up to the first one", async () => {
  await chat.open();
  const show = await chat.loadEarlier();
  expect([ids(), chat.earlier.value]).toEqual([[5, 6], 5]);
  show();
  expect([ids(), chat.earlier.value]).toEqual([[3, 4, 5, 6], 3]);
  (await chat.loadEarlier())();
  expect([ids(), chat.earlier.value]).toEqual([[1, 2, 3, 4, 5, 6], null]);
  expect(chat.messages.value.map(({ isEarlier = false }) => isEarlier)).toEqual([true, true, true, true, false, false]);
  expect(server.calls().filter((call) => call.startsWith("GET messages"))).toEqual([
    "GET messages?before=5",
    "GET messages?before=3",
  ]);
});

it("Earlier messages are not announced to the site, and stay when the session is opened again", async () => {
  await chat.open();
  (await chat.loadEarlier())();
  await chat.open();
  expect([ids(), chat.earlier.value]).toEqual([[3, 4, 5, 6], 3]);
  expect(host.emitted.filter(({ name }) => name === "message")).toEqual([]);
});

it("A page of a conversation that was left meanwhile is not shown", async () => {
  await chat.open();
  const show = await chat.loadEarlier();
  server.on["session"] = ({ response }) => sendJson(response, sessionOf("bob"));
  chat.logout();
  await expect.poll(() => [chat.phase.value, ids()]).toEqual(["open", []]);
  show();
  expect([ids(), chat.earlier.value]).toEqual([[], null]);
});

it("A page that cannot be loaded is refused with the server's reason, and can be asked for again", async () => {
  const give = server.on["messages"];
  server.on["messages"] = ({ response }) => refuse(response, 503, "Please wait.");
  await chat.open();
  await expect(chat.loadEarlier()).rejects.toThrow("Please wait.");
  if (give) server.on["messages"] = give;
  (await chat.loadEarlier())();
  expect(ids()).toEqual([3, 4, 5, 6]);
});
