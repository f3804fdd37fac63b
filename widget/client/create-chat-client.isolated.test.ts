import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionResponse } from "@/server/channels/web/protocol";
import type { SiteUser, StorageMode } from "../panel-contract.ts";
import type { ChatClient } from "./chat-client.ts";
import { textOf } from "./conversation/shown-messages.ts";
import { createChatClient } from "./create-chat-client.ts";
import { fakeBrowser, fakeHost } from "./testing/browser.ts";
import {
  answer,
  answerChunks,
  beginStream,
  type ChatServer,
  refuse,
  sendJson,
  sessionOf,
  startChatServer,
  stored,
} from "./testing/chat-server.ts";

let server: ChatServer;
let browser: ReturnType<typeof fakeBrowser>;
let host: ReturnType<typeof fakeHost>;
let chat: ChatClient;
const chats: ChatClient[] = [];
/** The open streams of `events`. */
let feeds: ServerResponse[] = [];

beforeEach(async () => {
  browser = fakeBrowser();
  server = await startChatServer();
  feeds = [];
  openAs("ada");
  server.on["message"] = ({ response }) => answer(response, "msg_a1", "Hello.");
  server.on["events"] = ({ response }) => {
    beginStream(response);
    feeds.push(response);
  };
  chat = newChat();
});
afterEach(() => {
  for (const each of chats.splice(0)) each.destroy();
  server.close();
  vi.unstubAllGlobals();
});

function newChat(storage: StorageMode = "local"): ChatClient {
  host = fakeHost(server.origin, storage);
  const made = createChatClient(host);
  chats.push(made);
  return made;
}

/** Sessions are a visitor's; a token that the server does not know is refused. */
function openAs(visitor: string, changes: Partial<SessionResponse> = {}) {
  server.on["session"] = ({ response, token }) =>
    token !== null && token !== `${visitor}.signature`
      ? refuse(response, 401, "This visitor token is not valid.")
      : sendJson(response, sessionOf(visitor, changes));
}

function sendPage(cursor: number, ...messages: ReturnType<typeof stored>[]) {
  feeds.at(-1)?.write(`id: ${cursor}\nevent: messages\ndata: ${JSON.stringify({ messages, cursor })}\n\n`);
}

const shown = (of = chat) => of.messages.value.map((message) => `${message.sender}: ${textOf(message)}`);
const states = () => chat.messages.value.map(({ state }) => state);
const messagesSent = () =>
  server.received.flatMap(({ call, body }) =>
    call === "POST" ? [(body["message"] as { id: string; parts: { text?: string }[] }).parts[0]?.text] : [],
  );
const until = (check: () => unknown, expected: unknown) =>
  expect.poll(() => check(), { timeout: 4000 }).toEqual(expected);

describe("A chat", () => {
  it("asks nothing and stores nothing before it is opened", () => {
    expect([chat.phase.value, chat.messages.value, server.calls()]).toEqual(["closed", [], []]);
    expect(browser.localStorage.values.size + browser.sessionStorage.values.size).toBe(0);
  });

  it("opens, sends, and streams the answer under the id that it is stored under", async () => {
    await chat.open();
    expect([chat.phase.value, chat.session.value?.title, chat.isReady.value]).toEqual(["open", "Shop", true]);
    chat.send("Hi");
    expect([shown(), states(), chat.isReady.value]).toEqual([["customer: Hi"], ["sending"], false]);
    await until(shown, ["customer: Hi", "ai: Hello."]);
    await until(states, ["stored", "stored"]);
    expect([chat.messages.value[1]?.id, chat.isReady.value, chat.error.value]).toEqual(["msg_a1", true, null]);
    await until(() => server.calls().at(-1), "GET events?after=");
    const own = chat.messages.value[0]?.id ?? "";
    sendPage(
      2,
      stored("msg_u1", { external_id: own, sender: "customer", text: "Hi" }),
      stored("msg_a1", { text: "Hello.", markdown: { from: 0, to: 6 } }),
    );
    sendPage(3, stored("msg_e1", { sender: "employee", text: "I am Eve.", author: { name: "Eve", photo_url: null } }));
    await until(shown, ["customer: Hi", "ai: Hello.", "employee: I am Eve."]);
    expect(chat.messages.value[2]?.author?.name).toBe("Eve");
    expect(
      host.emitted.flatMap(({ name, detail }) => (name === "message" ? [(detail as { text: string }).text] : [])),
    ).toEqual(["Hi", "Hello.", "I am Eve."]);
  });

  it("opens by itself when a message is sent, with what the page says about the visitor", async () => {
    host.attributes.value = { plan: "pro" };
    chat.send("Hi");
    await until(shown, ["customer: Hi", "ai: Hello."]);
    const first = server.received.find(({ call }) => call === "POST");
    expect(first).toMatchObject({
      token: "ada.signature",
      body: { language: "en", page: "https://site.example/prices", attributes: { plan: "pro" } },
    });
    chat.send("And?");
    await until(() => messagesSent().length, 2);
    expect(server.received.findLast(({ call }) => call === "POST")?.body).not.toHaveProperty("attributes");
  });

  it("says why it cannot be opened, and opens when the visitor tries again", async () => {
    server.on["session"] = ({ response }) => refuse(response, 403, "This chat is closed.");
    await chat.open();
    expect([chat.phase.value, chat.failure.value]).toEqual(["failed", "This chat is closed."]);
    openAs("ada");
    await chat.open();
    expect([chat.phase.value, chat.failure.value]).toEqual(["open", null]);
    expect(host.emitted).toContainEqual({ name: "error", detail: { message: "This chat is closed." } });
  });
});

describe("A website that may not have the chat", () => {
  it("shows a sentence for visitors, and tells its owner in the console what to do, once", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const hint = "The channel does not allow https://site.example. Add this origin in the channel's settings.";
    const error = { code: "forbidden", message: "Not available here.", details: [{ path: ["origin"], message: hint }] };
    server.on["session"] = ({ response }) => sendJson(response, { error }, 403);
    await chat.open();
    await chat.open();
    expect([chat.phase.value, chat.failure.value]).toEqual(["failed", "Not available here."]);
    expect(warn.mock.calls).toEqual([[`Parley: ${hint}`]]);
    warn.mockRestore();
  });
});

describe("An answer whose stream is cut", () => {
  it("keeps its beginning, and is completed by the events under the same id", async () => {
    server.on["message"] = ({ response }) => {
      beginStream(response)(...answerChunks("msg_a1", "Half of it").slice(0, 6));
      setTimeout(() => response.destroy(), 30);
    };
    await chat.open();
    chat.send("Hi");
    await until(shown, ["customer: Hi", "ai: Half"]);
    await until(() => chat.isReady.value, true);
    expect([states(), chat.error.value]).toEqual([["stored", "streaming"], null]);
    await until(() => feeds.length, 1);
    sendPage(2, stored("msg_a1", { text: "Half of it, and the rest." }));
    await until(shown, ["customer: Hi", "ai: Half of it, and the rest."]);
    expect(states()).toEqual(["stored", "stored"]);
  });

  it("without any text says so until the answer arrives", async () => {
    server.on["message"] = ({ response }) => {
      beginStream(response)({ type: "start", messageId: "msg_a1" });
      setTimeout(() => response.destroy(), 30);
    };
    chat.send("Hi");
    await until(() => chat.error.value, "The chat is not connected.");
    sendPage(2, stored("msg_a1"));
    await until(() => chat.error.value, null);
    expect(shown()).toEqual(["customer: Hi", "ai: Text of msg_a1"]);
  });

  it("is given up when the visitor writes again", async () => {
    server.on["message"] = ({ response }) => {
      beginStream(response)(...answerChunks("msg_a1", "Half").slice(0, 4));
      setTimeout(() => response.destroy(), 30);
    };
    chat.send("One");
    await until(() => chat.isReady.value && states(), ["stored", "streaming"]);
    server.on["message"] = ({ response }) => answer(response, "msg_a2", "Both.");
    chat.send("Two");
    await until(shown, ["customer: One", "customer: Two", "ai: Both."]);
    expect(messagesSent()).toEqual(["One", "Two"]);
  });

  it("does not hold up the chat when the whole answer has arrived by the events", async () => {
    server.on["message"] = ({ response }) => beginStream(response)(...answerChunks("msg_a1", "Half").slice(0, 4));
    chat.send("Hi");
    await until(() => feeds.length, 1);
    await until(() => states().at(-1), "streaming");
    sendPage(2, stored("msg_a1", { text: "Whole." }));
    await until(() => [shown(), chat.isReady.value], [["customer: Hi", "ai: Whole."], true]);
    expect(chat.error.value).toBeNull();
  });
});

describe("Messages that do not reach the server", () => {
  it("are kept, and sent in order under their ids when the browser is online again", async () => {
    await chat.open();
    browser.setOnline(false);
    server.on["message"] = ({ response }) => void response.destroy();
    chat.send("One");
    await until(states, ["unsent"]);
    chat.send("Two");
    await until(() => [states(), chat.isReady.value], [["unsent", "unsent"], true]);
    const ids = chat.messages.value.map(({ id }) => id);
    expect(chat.error.value).toBeNull();
    server.on["message"] = ({ response }) => answer(response, "msg_a1", "Both.");
    server.received.length = 0;
    browser.setOnline(true);
    await until(shown, ["customer: One", "customer: Two", "ai: Both."]);
    expect([messagesSent(), chat.messages.value.slice(0, 2).map(({ id }) => id)]).toEqual([["One", "Two"], ids]);
    expect(browser.sessionStorage.values.size).toBe(0);
  });

  it("are sent by the next page of the same visitor, and no other", async () => {
    await chat.open();
    server.on["message"] = ({ response }) => void response.destroy();
    chat.send("Kept");
    await until(states, ["unsent"]);
    chat.destroy();
    server.on["message"] = ({ response }) => answer(response, "msg_a1", "Got it.");
    chat = newChat();
    await chat.open();
    await until(shown, ["customer: Kept", "ai: Got it."]);
    browser.sessionStorage.setItem(
      "parley:shop:unsent",
      JSON.stringify({ visitor: "bob", messages: [{ id: "m", text: "Bob's", at: "2026" }] }),
    );
    chat = newChat();
    await chat.open();
    expect(shown()).toEqual([]);
  });

  it("do not hold up later ones if the server refuses them", async () => {
    server.on["message"] = ({ response, body }) =>
      JSON.stringify(body).includes("Bad") ? refuse(response, 422, "Too long.") : answer(response, "msg_a1", "Yes.");
    chat.send("Bad");
    await until(() => [states(), chat.error.value], [["unsent"], "Too long."]);
    chat.send("Good");
    await until(shown, ["customer: Good", "ai: Yes.", "customer: Bad"]);
    await until(states, ["stored", "stored", "unsent"]);
    expect(messagesSent()).toEqual(["Bad", "Good"]);
    chat.retry();
    await until(() => messagesSent().length, 3);
  });

  it("wait as long as a busy server asks, and are then sent", async () => {
    server.on["message"] = ({ response }) => refuse(response, 429, "Not so fast.", 1);
    chat.send("One");
    await until(() => chat.error.value, "Not so fast.");
    server.on["message"] = ({ response }) => answer(response, "msg_a1", "Now.");
    await until(shown, ["customer: One", "ai: Now."]);
    expect(messagesSent()).toEqual(["One", "One"]);
  });

  it("are sent under a new token if the server no longer accepts the old one", async () => {
    await chat.open();
    openAs("bob");
    server.on["message"] = ({ response, token }) =>
      token === "bob.signature"
        ? answer(response, "msg_a1", "Yes.")
        : refuse(response, 401, "This token is not valid.");
    chat.send("Hi");
    await until(shown, ["customer: Hi", "ai: Yes."]);
    expect(browser.localStorage.values.get("parley:shop:token")).toBe("bob.signature");
  });

  it("of a known user are kept and sent when the site's identity secret is replaced", async () => {
    let sessions = 0;
    server.on["session"] = ({ response }) =>
      sendJson(response, { ...sessionOf("ada"), token: `ada.signature${++sessions}` });
    host.user.value = { id: "7", hash: "h" };
    await chat.open();
    server.on["message"] = ({ response, token }) =>
      token === "ada.signature2" ? answer(response, "msg_a1", "Yes.") : refuse(response, 401, "This token is over.");
    chat.send("Hi");
    await until(shown, ["customer: Hi", "ai: Yes."]);
    expect(messagesSent()).toEqual(["Hi", "Hi"]);
  });

  it("are not sent twice if only the response was lost", async () => {
    openAs("ada", { cursor: 1, messages: [stored("msg_0")] });
    await chat.open();
    server.on["message"] = ({ response }) => void response.destroy();
    chat.send("Hi");
    await until(states, ["stored", "unsent"]);
    await until(() => feeds.length, 1);
    sendPage(
      3,
      stored("msg_1", { sender: "customer", external_id: chat.messages.value[1]?.id ?? "", text: "Hi" }),
      stored("msg_2"),
    );
    await until(states, ["stored", "stored", "stored"]);
    chat.retry();
    browser.setOnline(true);
    expect(messagesSent()).toEqual(["Hi"]);
  });
});

describe("A further message", () => {
  it("ends the stream of an answer that waits for more, and takes its place", async () => {
    server.on["message"] = ({ response }) => {
      beginStream(response)({ type: "start", messageId: "msg_a1" }, { type: "data-waiting", data: { seconds: 5 } });
    };
    chat.send("One");
    await until(() => [chat.isReady.value, chat.answering.value], [true, { action: null }]);
    server.on["message"] = ({ response }) => answer(response, "msg_a2", "Both.");
    chat.send("Two");
    await until(shown, ["customer: One", "customer: Two", "ai: Both."]);
    await until(() => [chat.isReady.value, chat.answering.value, chat.error.value], [true, null, null]);
    expect(messagesSent()).toEqual(["One", "Two"]);
  });
});

describe("The visitor", () => {
  it("is the same on the next page and keeps the history", async () => {
    await chat.open();
    chat.send("Hi");
    await until(shown, ["customer: Hi", "ai: Hello."]);
    expect([...browser.localStorage.values]).toEqual([["parley:shop:token", "ada.signature"]]);
    openAs("ada", {
      cursor: 2,
      messages: [stored("msg_1", { sender: "customer", external_id: "m1", text: "Hi" }), stored("msg_2")],
    });
    chat = newChat();
    await chat.open();
    expect(shown()).toEqual(["customer: Hi", "ai: Text of msg_2"]);
    await until(() => server.calls().at(-1), "GET events?after=2");
    expect(host.emitted.filter(({ name }) => name === "message")).toEqual([]);
  });

  it.each<StorageMode>(["none", "session"])("is kept in no storage but that of the mode %s", async (mode) => {
    chat = newChat(mode);
    await chat.open();
    chat.setSound(true);
    expect(chat.isSoundOn.value).toBe(true);
    expect(browser.localStorage.values.size).toBe(0);
    expect(browser.sessionStorage.values.size).toBe(mode === "none" ? 0 : 2);
  });

  it("chats where storage throws", async () => {
    const blocked = () => {
      throw new DOMException("Blocked.", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(globalThis, name, { configurable: true, get: blocked });
    }
    chat = newChat();
    chat.send("Hi");
    await until(shown, ["customer: Hi", "ai: Hello."]);
    chat.setSound(true);
    chat.markRead();
    expect([chat.isSoundOn.value, chat.unread.value]).toEqual([true, 0]);
    await chat.open();
    expect(server.received.findLast(({ call }) => call === "POST session")?.token).toBe("ada.signature");
  });

  it("becomes the site's user while the chat is open, and another one after logout", async () => {
    await chat.open();
    chat.send("Hi");
    await until(() => shown().length, 2);
    openAs("user-7", { cursor: 1, messages: [stored("msg_7", { text: "Welcome back." })] });
    host.user.value = { id: "7", hash: "right", name: "Ada" };
    host.attributes.value = { plan: "pro" };
    await until(shown, ["ai: Welcome back."]);
    const opened = server.received.filter(({ call }) => call === "POST session");
    expect(opened).toHaveLength(2);
    expect(opened[1]).toMatchObject({
      token: null,
      body: { user_id: "7", user_hash: "right", user: { name: "Ada" }, attributes: { plan: "pro" } },
    });
    expect(browser.localStorage.values.get("parley:shop:token")).toBe("ada.signature");
    openAs("carl");
    chat.logout();
    expect([shown(), host.user.value, chat.session.value]).toEqual([[], null, null]);
    await until(
      () => [chat.phase.value, browser.localStorage.values.get("parley:shop:token")],
      ["open", "carl.signature"],
    );
    expect(server.received.at(-1)).toMatchObject({ token: null });
    expect(server.received.at(-1)?.body).not.toHaveProperty("user_id");
  });

  it("takes along nothing of another user's message that waits for its response or was not sent", async () => {
    host.user.value = { id: "7", hash: "right" };
    openAs("ada");
    await chat.open();
    const waiting: ServerResponse[] = [];
    server.on["message"] = ({ response }) => void waiting.push(response);
    chat.send("Ada's");
    await until(() => waiting.length, 1);
    openAs("carl");
    host.user.value = { id: "8", hash: "right" };
    await until(() => chat.session.value?.token, "carl.signature");
    for (const response of waiting) answer(response, "msg_a1", "For Ada.");
    server.on["message"] = ({ response }) => answer(response, "msg_c1", "For Carl.");
    chat.send("Carl's");
    await until(shown, ["customer: Carl's", "ai: For Carl."]);
    expect(messagesSent()).toEqual(["Ada's", "Carl's"]);
  });

  it("is vouched for by the site also with an id that is a number", async () => {
    const user = JSON.parse('{"id":7,"hash":"h"}') as SiteUser;
    host.user.value = user;
    await chat.open();
    expect(server.received.at(-1)?.body).toMatchObject({ user_id: "7", user_hash: "h" });
  });

  it("with a wrong hash chats without a name, and the site is told", async () => {
    openAs("ada");
    const anonymous = server.on["session"];
    server.on["session"] = (request) =>
      "user_id" in request.body ? refuse(request.response, 401, "user_hash does not match.") : anonymous?.(request);
    host.user.value = { id: "7", hash: "wrong" };
    chat.send("Hi");
    await until(shown, ["customer: Hi", "ai: Hello."]);
    expect(host.emitted).toContainEqual({ name: "error", detail: { message: "user_hash does not match." } });
  });

  it("agrees and answers questions before the first message, which carries both once", async () => {
    openAs("ada", {
      consent: { version: 3, isGiven: false },
      pre_chat: [{ key: "email", type: "email", label: "E-mail", required: true, options: [] }],
      messages: [stored("msg_welcome_1")],
    });
    await chat.open();
    expect([chat.missing.value.consent, chat.missing.value.contact.length]).toEqual([true, 1]);
    chat.send("Hi");
    chat.giveConsent();
    expect(messagesSent()).toEqual([]);
    expect(chat.missing.value.contact).toHaveLength(1);
    chat.giveContact({ email: "ada@example.com" });
    await until(shown, ["ai: Text of msg_welcome_1", "customer: Hi", "ai: Hello."]);
    expect(chat.missing.value).toEqual({ consent: false, contact: [] });
    expect(server.received.find(({ call }) => call === "POST")?.body).toMatchObject({
      welcomed: true,
      consent: 3,
      contact: { email: "ada@example.com" },
    });
    chat.send("More");
    await until(() => messagesSent().length, 2);
    const last = server.received.findLast(({ call }) => call === "POST")?.body;
    expect([last?.["welcomed"], last?.["consent"], last?.["contact"]]).toEqual([undefined, undefined, undefined]);
  });
});

describe("While the chat is followed", () => {
  beforeEach(async () => {
    openAs("ada", { cursor: 1, messages: [stored("msg_1")] });
    await chat.open();
    await until(() => feeds.length, 1);
  });

  it("messages count as unread until they were read, also on the next page", async () => {
    expect(chat.unread.value).toBe(1);
    chat.markRead();
    sendPage(2, stored("msg_2", { sender: "employee" }));
    await until(() => chat.unread.value, 1);
    expect(host.emitted.filter(({ name }) => name === "setUnread").map(({ detail }) => detail)).toEqual([0, 1, 0, 1]);
    openAs("ada", { cursor: 2, messages: [stored("msg_1"), stored("msg_2")] });
    chat = newChat();
    await chat.open();
    expect(chat.unread.value).toBe(1);
  });

  it("the chat shows who answers and who writes, until the connection is lost", async () => {
    const anna = { kind: "person", name: "Anna", photo_url: null };
    feeds[0]?.write(`event: state\ndata: ${JSON.stringify({ answered_by: anna, isTyping: true })}\n\n`);
    await until(() => [chat.answeredBy.value, chat.isPersonTyping.value], [anna, true]);
    feeds[0]?.end();
    await until(() => [chat.answeredBy.value, chat.isPersonTyping.value], [anna, false]);
    await until(() => server.calls().filter((call) => call === "GET events?after=1").length, 2);
    expect(chat.messages.value).toHaveLength(1);
  });

  it("duplicates, messages out of order and damaged events do no harm", async () => {
    sendPage(3, stored("msg_2"), stored("msg_3"));
    sendPage(3, stored("msg_1"), stored("msg_2"), stored("msg_3"));
    await until(() => shown().length, 3);
    feeds[0]?.write("event: messages\ndata: {broken\n\n");
    await until(() => feeds.length, 2);
    sendPage(4, stored("msg_4"));
    await until(
      shown,
      [1, 2, 3, 4].map((n) => `ai: Text of msg_${n}`),
    );
    expect(server.calls().at(-1)).toBe("GET events?after=3");
  });
});

describe("Two tabs", () => {
  it("show the same conversation, although one had none when it was opened", async () => {
    await chat.open();
    const other = newChat();
    await other.open();
    openAs("ada", {
      cursor: 2,
      messages: [stored("msg_u", { sender: "customer", text: "Hi" }), stored("msg_a1", { text: "Hello." })],
    });
    chat.send("Hi");
    await until(() => shown(other), ["customer: Hi", "ai: Hello."]);
    chat.markRead();
    await until(() => other.unread.value, 0);
    openAs("bob");
    chat.logout();
    await until(() => [shown(other), other.phase.value], [[], "open"]);
    expect([host.user.value, browser.localStorage.values.get("parley:shop:read")]).toEqual([null, undefined]);
  });
});

describe("What a visitor asks for besides messages", () => {
  it("is rejected with the server's reason, and a rating is taken back", async () => {
    openAs("ada", { cursor: 1, messages: [stored("msg_1")] });
    server.on["feedback"] = ({ response }) => refuse(response, 429, "Please wait.");
    await chat.open();
    const rated = chat.rateMessage("msg_1", "positive");
    expect(chat.messages.value[0]?.rating).toBe("positive");
    await expect(rated).rejects.toThrow("Please wait.");
    expect(chat.messages.value[0]?.rating).toBeNull();
    await expect(chat.callPerson()).rejects.toThrow("The chat is not connected.");
    server.on["person"] = ({ response }) =>
      sendJson(response, { answered_by: { kind: "person", name: null, photo_url: null }, away: null });
    await chat.callPerson();
    expect(chat.answeredBy.value.kind).toBe("person");
    server.on["feedback"] = ({ response }) => sendJson(response, {});
    await chat.rateMessage("msg_1", "negative", "Wrong.");
    await chat.rateConversation(4);
    expect(server.received.slice(-2).map(({ body }) => body)).toEqual([
      { message_id: "msg_1", rating: "negative", comment: "Wrong." },
      { score: 4 },
    ]);
    expect([chat.messages.value[0]?.rating, chat.session.value?.rating]).toEqual(["negative", 4]);
  });
});
