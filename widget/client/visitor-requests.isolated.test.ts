import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChatClient } from "./chat-client.ts";
import { createChatClient } from "./create-chat-client.ts";
import { fakeBrowser, fakeHost } from "./testing/browser.ts";
import { beginStream, type ChatServer, sendJson, sessionOf, startChatServer, stored } from "./testing/chat-server.ts";

let server: ChatServer;
let chat: ChatClient;

beforeEach(async () => {
  fakeBrowser();
  server = await startChatServer();
  server.on["session"] = ({ response }) =>
    sendJson(response, sessionOf("ada", { cursor: 1, messages: [stored("msg_1")] }));
  chat = createChatClient(fakeHost(server.origin));
});
afterEach(() => {
  chat.destroy();
  server.close();
  vi.unstubAllGlobals();
});

describe("A visitor", () => {
  it("starts again with what the server shows then", async () => {
    await chat.open();
    chat.markRead();
    server.on["restart"] = ({ response }) => sendJson(response, {});
    server.on["session"] = ({ response }) =>
      sendJson(response, sessionOf("ada", { cursor: 5, messages: [stored("msg_5", { text: "Hello again." })] }));
    await chat.restart();
    expect(chat.messages.value.map(({ id }) => id)).toEqual(["msg_5"]);
    expect(server.received.find(({ call }) => call === "POST restart")?.token).toBe("ada.signature");
    await expect.poll(() => server.calls().at(-1)).toBe("GET events?after=5");
  });

  it("keeps the messages if the server does not start again", async () => {
    await chat.open();
    await expect(chat.restart()).rejects.toThrow("The chat is not connected.");
    expect(chat.messages.value.map(({ id }) => id)).toEqual(["msg_1"]);
  });

  it("gets each of several things under a new token if the server no longer accepts the old one", async () => {
    await chat.open();
    server.on["session"] = ({ response }) => sendJson(response, { ...sessionOf("ada"), token: "ada.new" });
    server.on["transcript"] = ({ response, token }) =>
      void (token === "ada.new" ? response.end("You: Hi") : response.writeHead(401).end());
    const texts = await Promise.all([chat.transcript(), chat.transcript(), chat.transcript()]);
    expect(texts).toEqual(Array(3).fill("You: Hi"));
  });

  it("gets the transcript as text, or by e-mail", async () => {
    server.on["transcript"] = ({ response }) => void response.end("You: Hi");
    expect(await chat.transcript()).toBe("You: Hi");
    await chat.emailTranscript("ada@example.com");
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const path = `transcript?${new URLSearchParams({ language: "en", timeZone })}`;
    expect(server.received.filter(({ call }) => call.includes("transcript"))).toMatchObject([
      { call: `GET ${path}` },
      { call: `POST ${path}`, body: { email: "ada@example.com" } },
    ]);
  });

  it("is told by the bot that people are away, and then follows who answers", async () => {
    await chat.open();
    const called = {
      answered_by: { kind: "person", name: null, photo_url: null },
      away: { text: "We are back at 9.", opens_at: null },
    };
    server.on["person"] = ({ response }) => sendJson(response, called);
    expect(await chat.callPerson()).toEqual(called);
    expect(chat.answeredBy.value.kind).toBe("person");
  });

  it("learns that an employee has closed the conversation", async () => {
    server.on["events"] = ({ response }) => {
      beginStream(response);
      const state = { answered_by: { kind: "person", name: null, photo_url: null }, isTyping: false, isClosed: true };
      response.write(`event: state\ndata: ${JSON.stringify(state)}\n\n`);
    };
    await chat.open();
    await expect.poll(() => chat.isClosed.value).toBe(true);
  });
});
