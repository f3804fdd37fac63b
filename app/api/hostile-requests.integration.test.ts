import { beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "@/server/accounts/api-keys/api-keys";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { answerTestMessage } from "@/server/channels/test/answer-test-message";
import { answerChatMessage } from "@/server/channels/web/answer-chat-message";
import { bearer } from "@/server/channels/web/testing/chat-client";
import { makeWebBot } from "@/server/channels/web/testing/web-bot";
import { signVisitorToken } from "@/server/channels/web/visitor-token";
import { POST as callback } from "./callback/[token]/route";
import { GET as chatEvents } from "./chat/[channel]/events/route";
import { POST as chatFeedback } from "./chat/[channel]/feedback/route";
import { POST as chatFile } from "./chat/[channel]/files/route";
import { GET as chatMessages } from "./chat/[channel]/messages/route";
import { POST as chatRestart } from "./chat/[channel]/restart/route";
import { POST as chatPerson } from "./chat/[channel]/person/route";
import { POST as chatSession } from "./chat/[channel]/session/route";
import { GET as chatTranscript, POST as mailTranscript } from "./chat/[channel]/transcript/route";
import { GET as file } from "./files/[fileId]/[name]/route";
import { POST as inboxFiles } from "./inbox/files/route";
import { GET as exportAudit } from "./audit/export/route";
import { GET as exportVotes } from "./polls/[pollId]/export/route";
import { GET as exportEntries } from "./raffles/[raffleId]/export/route";
import { GET as exportTable } from "./tables/[tableId]/export/route";
import { POST as importFile } from "./tables/imports/route";
import { GET as callApi } from "./v1/[[...path]]/route";

const HOSTILE = [
  "\0",
  "a\0b",
  "\ud800",
  "%",
  "%E0%A4%A",
  "' ; \\ _ {{",
  "-1",
  "1e999",
  "99999999999999999999",
  "x".repeat(20_000),
];

let cookie = "";
let publicId = "";
let botId = "";
let visitor: Record<string, string> = {};
let apiKey = "";

beforeAll(async () => {
  const bot = await makeWebBot();
  ({ publicId, botId } = bot);
  cookie = await sessionCookie(bot.userId);
  apiKey = (
    await createApiKey(bot.ctx, {
      name: "Reader",
      scopes: ["events:read", "knowledge:read", "knowledge:write"],
      expiresInDays: null,
    })
  ).key;
  visitor = bearer(signVisitorToken(publicId, "visitor-1"));
});

/** The work after a response is not tested here. */
const later = () => {};

describe.each(HOSTILE.map((text) => ({ text, shown: JSON.stringify(text).slice(0, 30) })))("$shown", ({ text }) => {
  const query = encodeURIComponent(text.toWellFormed());
  const at = (path: string, init: RequestInit = {}) =>
    new Request(`http://localhost:3000${path}`, { ...init, headers: { cookie, ...visitor } });
  const post = (path: string, body: unknown) => at(path, { method: "POST", body: JSON.stringify(body) });
  const api = (path: string, init: RequestInit = {}) => {
    const headers = { ...bearer(apiKey), "content-type": "application/json" };
    return callApi(new Request(`http://localhost:3000/api/v1${path}`, { ...init, headers }));
  };
  const message = { id: "m1", role: "user", parts: [{ type: "text", text }] };

  const requests: Record<string, () => Promise<Response>> = {
    "the bot of the test chat": () => answerTestMessage(post("/test", { chatId: "c1", message }), text, later),
    "the run of the test chat": () => answerTestMessage(post("/test", { chatId: text, message }), botId, later),
    "the channel of a chat": () => answerChatMessage(post("/chat", { message }), text, later),
    "the message of a chat": () =>
      answerChatMessage(post("/chat", { message: { ...message, id: text } }), publicId, later),
    "the user of a session": () =>
      chatSession(post("/session", { user_id: text, user_hash: text }), {
        params: Promise.resolve({ channel: publicId }),
      }),
    "the cursor of messages": () =>
      chatMessages(at(`/messages?after=${query}`), { params: Promise.resolve({ channel: publicId }) }),
    "the cursor of events": () =>
      chatEvents(at(`/events?after=${query}`), { params: Promise.resolve({ channel: publicId }) }),
    "the channel of a restart": () => chatRestart(post("/restart", {}), { params: Promise.resolve({ channel: text }) }),
    "the channel of a call for a person": () =>
      chatPerson(post("/person", {}), { params: Promise.resolve({ channel: text }) }),
    "the name of a visitor's file": () =>
      chatFile(post(`/files?fileName=${query}`, {}), { params: Promise.resolve({ channel: publicId }) }),
    "the handle of a visitor's file": () =>
      answerChatMessage(
        post("/chat", { message: { ...message, parts: [{ type: "data-upload", data: { file: text } }] } }),
        publicId,
        later,
      ),
    "the answer that a visitor rates": () =>
      chatFeedback(post("/feedback", { message_id: text, rating: "positive", comment: text }), {
        params: Promise.resolve({ channel: publicId }),
      }),
    "the language and time zone of a transcript": () =>
      chatTranscript(at(`/transcript?language=${query}&timeZone=${query}`), {
        params: Promise.resolve({ channel: publicId }),
      }),
    "the address of a transcript": () =>
      mailTranscript(post("/transcript", { email: text }), { params: Promise.resolve({ channel: publicId }) }),
    "the token of a callback": () => callback(post("/callback", {}), { params: Promise.resolve({ token: text }) }),
    "the id of a file": () =>
      file(at(`/files?expires=${query}&signature=${query}`), { params: Promise.resolve({ fileId: text, name: text }) }),
    "the name of a file for a customer": () => inboxFiles(post(`/inbox/files?fileName=${query}`, {})),
    "the table of an export": () => exportTable(at("/export"), { params: Promise.resolve({ tableId: text }) }),
    "the raffle of an export": () => exportEntries(at("/export"), { params: Promise.resolve({ raffleId: text }) }),
    "the filters of the audit log's export": () =>
      exportAudit(at(`/export?actorId=${query}&search=${query}&since=${query}`)),
    "the poll of an export": () => exportVotes(at("/export"), { params: Promise.resolve({ pollId: text }) }),
    "the table of an import": () => importFile(post(`/imports?tableId=${query}`, "a,b")),
    "the cursor of the API's events": () => api(`/events?after=${query}`),
    "the parameters of the API's events": () => api(`/events?limit=${query}&event=${query}&wait=${query}&${query}=1`),
    "the event of the API": () => api(`/events/${query}`),
    "the source of the API": () => api(`/knowledge/sources/${query}`),
    "the cursor of the API's sources": () => api(`/knowledge/sources?after=${query}&limit=${query}`),
    "the new source of the API": () =>
      api(`/knowledge/sources/${query}`, { method: "PUT", body: JSON.stringify({ name: text, text, url: text }) }),
    "the address of the API": () => api(`/${query}`),
    "the name of an imported file": () => importFile(post(`/imports?fileName=${query}`, "a,b")),
  };

  it.each(Object.keys(requests))("as %s causes no server error", async (name) => {
    const response = await requests[name]?.();
    expect(response?.status).toBeLessThan(500);
  });
});
