import { beforeEach, describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/chat/[channel]/transcript/route";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { newId } from "@/server/ids";
import { startMailServer } from "@/server/notifications/testing/mail-server";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { changeFeatures } from "../../testing/change-features";
import { bearer, chatUrl, postMessage, readAnswer, readError } from "../../testing/chat-client";
import { makeWebBot, storedMessages, type WebBot } from "../../testing/web-bot";
import { signVisitorToken } from "../../visitor-token";

const mail = await startMailServer();
await startDurableFunctions(() => Promise.resolve(new Response(null, { status: 404 })));

let bot: WebBot;
let token: string;
let count = 0;

beforeEach(async () => {
  mail.reset();
  bot = await makeWebBot();
  token = signVisitorToken(bot.publicId, "visitor-1");
  const { response, done } = await postMessage(bot.publicId, { id: "m1", text: "Grüße" }, { token });
  await readAnswer(response);
  await done;
});

describe("A transcript", () => {
  it("is plain text without notes, in the visitor's time zone, and only of their own conversation", async () => {
    const [message] = await storedMessages(bot);
    const { inbox } = createTestCaller({ userId: bot.userId });
    await inbox.addNote({
      conversationId: message?.conversationId ?? "",
      text: "A secret note",
      clientNoteId: newId("event"),
    });
    const response = await download("?timeZone=Asia/Tokyo");
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const text = await response.text();
    expect(text).toMatch(/^Shop\n\nYou, .*:\n {2}Grüße\n\nShop, /);
    expect(text).toMatch(/Asia\/Tokyo\n$/);
    expect(text).not.toContain("secret");
    const other = signVisitorToken(bot.publicId, "visitor-2");
    expect((await download("", other)).status).toBe(404);
  });

  it("is in UTC for a time zone that cannot be read, and refused where the channel has none", async () => {
    for (const zone of ["Mars/Olympus", "%00", "x".repeat(5000), "__proto__"]) {
      expect(await (await download(`?timeZone=${zone}&language=${zone}`)).text()).toMatch(/UTC\n$/);
    }
    expect((await download("", null)).status).toBe(401);
    await changeFeatures(bot, { transcript: false });
    expect((await download()).status).toBe(403);
  });
});

describe("A transcript by e-mail", () => {
  it("is sent once as plain text, at most three times an hour to an address and for a visitor", async () => {
    const email = address();
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await sendTo(email)).status);
    expect(statuses).toEqual([202, 202, 202, 429]);
    await expect.poll(() => mail.taken.length).toBe(3);
    expect(mail.taken[0]).toMatchObject({ to: [email], headers: { subject: "Shop: Conversation" } });
    expect(mail.taken[0]?.headers["content-type"]).toMatch(/^text\/plain/);
    expect(Buffer.from(mail.taken[0]?.content ?? "", "latin1").toString("utf8")).toMatch(/Grüße/);
  });

  it.each([
    "",
    "a",
    "a@b",
    "a@example.com\r\nBcc: b@example.com",
    "a@example.com, b@example.com",
    "Ada <a@example.com>",
    "a\0@example.com",
    '"a\nb"@example.com',
    `${"a".repeat(250)}@example.com`,
  ])("is refused with 422 for the address %j", async (email) => {
    expect(await readError(await sendTo(email))).toMatchObject({
      status: 422,
      message: expect.stringMatching(/address/),
    });
    expect(mail.taken).toEqual([]);
  });
});

/** Another one for each test, because addresses are limited over all of them. */
function address(): string {
  count += 1;
  return `visitor-${count}@example.com`;
}

const params = () => ({ params: Promise.resolve({ channel: bot.publicId }) });

function download(query = "", as: string | null = token): Promise<Response> {
  return GET(new Request(chatUrl(bot.publicId, `/transcript${query}`), { headers: bearer(as) }), params());
}

function sendTo(email: string): Promise<Response> {
  const init = { method: "POST", headers: bearer(token), body: JSON.stringify({ email }) };
  return POST(new Request(chatUrl(bot.publicId, "/transcript"), init), params());
}
