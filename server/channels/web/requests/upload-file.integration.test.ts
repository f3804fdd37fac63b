import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { OPTIONS, POST } from "@/app/api/chat/[channel]/files/route";
import { db } from "@/db/client";
import { rateLimitWindows } from "@/db/schema/accounts";
import { files, messageFiles } from "@/db/schema/files";
import { setHits } from "@/db/testing/set-hits";
import { env } from "@/server/env";
import { MAX_FILE_BYTES } from "@/server/files/store-file";
import { purgeFiles } from "@/server/files/purge-files";
import { ogg, pdf, png } from "@/server/files/testing/sample-files";
import { tokenOf } from "../chat-session";
import { findWebChannel } from "../find-web-channel";
import { bearer, chatUrl, postMessage, readAnswer, readError } from "../testing/chat-client";
import { changeFeatures } from "../testing/change-features";
import { bodyWithFiles, postAs } from "../testing/visitor-client";
import { makeWebBot, storedMessages, setWeb, type WebBot } from "../testing/web-bot";
import { signVisitorToken } from "../visitor-token";
import { signFileHandle } from "./file-handle";
import { answerUpload } from "./upload-file";

const DAY_MS = 86_400_000;
/** A workspace's room for files. */
const ROOM_KB = env().PARLEY_FILES_MB_PER_WORKSPACE * 1024;
const uploadedFile = z.object({
  file: z.string(),
  name: z.string(),
  url: z.string(),
  size_bytes: z.number(),
  mime_type: z.string(),
});

let bot: WebBot;
let token: string;
beforeEach(async () => {
  bot = await makeWebBot();
  token = signVisitorToken(bot.publicId, "visitor-1");
});

describe("An upload", () => {
  it("is stored with its sniffed type and a clean name, and answered with a link and a handle", async () => {
    const response = await upload(png, "?fileName=../../cat.exe");
    expect(response.status).toBe(201);
    const uploaded = uploadedFile.parse(await response.json());
    expect(uploaded).toMatchObject({ mime_type: "image/png", size_bytes: png.length });
    expect(uploaded.name).toBe("cat.png");
    expect(uploaded.url).toMatch(/\/api\/files\/fil_/);
    expect(await unsentFiles()).toHaveLength(1);
  });

  it("is read from a form, too", async () => {
    const form = new FormData();
    form.set("file", new File([new Uint8Array(pdf)], "offer.pdf"));
    const { name, mime_type: type } = uploadedFile.parse(await (await upload(form)).json());
    expect({ name, type }).toEqual({ name: "offer.pdf", type: "application/pdf" });
  });

  it("is refused without a token, with another channel's, when empty and when too large, and nothing is stored", async () => {
    const other = await makeWebBot();
    expect((await postAs(answerUpload, bot.publicId, { body: new Uint8Array(png) })).status).toBe(401);
    const foreign = signVisitorToken(other.publicId, "visitor-1");
    expect((await postAs(answerUpload, bot.publicId, { token: foreign, body: new Uint8Array(png) })).status).toBe(401);
    expect(await readError(await upload(Buffer.alloc(0)))).toMatchObject({
      status: 422,
      message: "The file is empty.",
    });
    expect(await readError(await upload(Buffer.alloc(MAX_FILE_BYTES + 1)))).toMatchObject({ status: 413 });
    expect(await unsentFiles()).toEqual([]);
  });

  it("needs consent to the current text where the channel asks for it, until the conversation has it", async () => {
    await changeFeatures(bot, {}, { consentVersion: 3, texts: { en: { consent: "We store what you write." } } });
    for (const query of ["", "?consent=2", "?consent=x"]) {
      expect(await readError(await upload(png, query))).toMatchObject({ status: 403, code: "consent_required" });
    }
    expect(await unsentFiles()).toEqual([]);
    const handle = await handleOf(png, "?consent=3");
    const { message } = JSON.parse(bodyWithFiles("m1", [handle]));
    const sent = await postMessage(
      bot.publicId,
      { id: "", text: "" },
      { token, body: JSON.stringify({ message, consent: 3 }) },
    );
    await sent.done;
    expect((await upload(png)).status).toBe(201);
  });

  it("is refused where the channel takes no files, except for recordings where it takes voice messages", async () => {
    await changeFeatures(bot, { upload: false });
    expect(await readError(await upload(png))).toMatchObject({ status: 415, message: expect.stringMatching(/voice/) });
    expect((await upload(ogg)).status).toBe(201);
    await changeFeatures(bot, { upload: false, voice: false });
    expect(await readError(await upload(ogg))).toMatchObject({ status: 403, message: "This chat takes no files." });
    expect(await unsentFiles()).toHaveLength(1);
  });

  it("is refused after ten in a minute, and after twenty that were not sent, but not for another visitor", async () => {
    await setHits({ key: keyOf("upload"), windowSeconds: 60 }, 9);
    expect((await upload(png)).status).toBe(201);
    await setHits({ key: keyOf("upload"), windowSeconds: 60 }, 10);
    expect((await upload(png)).headers.get("retry-after")).toMatch(/^\d+$/);
    await setHits({ key: keyOf("upload"), windowSeconds: 60 }, 0);
    await setHits({ key: keyOf("unsent"), windowSeconds: 86_400 }, 20);
    expect(await readError(await upload(png))).toMatchObject({
      status: 429,
      message: expect.stringMatching(/Send some/),
    });
    const other = signVisitorToken(bot.publicId, "visitor-2");
    expect((await postAs(answerUpload, bot.publicId, { token: other, body: new Uint8Array(png) })).status).toBe(201);
  });

  it("is refused when its network has sent a fifth of the room for files in a day, except from known users", async () => {
    const headers = { "x-forwarded-for": "203.0.113.9" };
    const send = (bytes: Buffer, from = headers, as = token) =>
      postAs(answerUpload, bot.publicId, { token: as, headers: from, body: new Uint8Array(bytes) });
    await setHits({ key: bytesKey("address", "203.0.113.9"), windowSeconds: 86_400 }, Math.floor(ROOM_KB * 0.2) - 1);
    const refused = { status: 429, message: expect.stringMatching(/from your network today/) };
    expect(await readError(await send(Buffer.concat([png, Buffer.alloc(4096)])))).toMatchObject(refused);
    // The refused file is not counted, so that a smaller one still fits.
    expect((await send(png)).status).toBe(201);
    expect(await readError(await send(png))).toMatchObject(refused);
    expect((await send(png, { "x-forwarded-for": "203.0.113.10" })).status).toBe(201);
    await setWeb(bot, { identitySecret: "s" });
    const known = tokenOf(await findWebChannel(bot.publicId), { chatId: "user-ada", isNew: false });
    expect((await send(png, headers, known)).status).toBe(201);
    expect(await unsentFiles()).toHaveLength(3);
  });

  it("is refused when strangers have unsent files of two fifths of the room, except from visitors who have written", async () => {
    const key = bytesKey("strangers", "all");
    const full = Math.floor(ROOM_KB * 0.4);
    await setHits({ key, windowSeconds: 86_400 }, full - 1);
    const handle = await handleOf(png);
    const refused = { status: 429, message: expect.stringMatching(/Write a message first/) };
    expect(await readError(await upload(png))).toMatchObject(refused);
    const first = await send("m1", [handle]);
    await readAnswer(first.response);
    await first.done;
    const counted = await db.select().from(rateLimitWindows).where(eq(rateLimitWindows.key, key));
    expect(Math.max(...counted.map(({ hits }) => hits))).toBe(full - 1);
    await setHits({ key, windowSeconds: 86_400 }, full);
    expect((await upload(png)).status).toBe(201);
    const other = signVisitorToken(bot.publicId, "visitor-2");
    const unknown = await postAs(answerUpload, bot.publicId, { token: other, body: new Uint8Array(png) });
    expect(await readError(unknown)).toMatchObject(refused);
  });

  it("is answered to allowed origins only, with CORS headers also on errors", async () => {
    await setWeb(bot, { allowedOrigins: ["https://shop.example"] });
    const from = (origin: string) =>
      POST(
        new Request(chatUrl(bot.publicId, "/files"), {
          method: "POST",
          body: "x",
          headers: { ...bearer(token), origin },
        }),
        { params: Promise.resolve({ channel: bot.publicId }) },
      );
    const allowed = await from("https://shop.example");
    expect(allowed.status).toBe(201);
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect((await from("https://evil.example")).status).toBe(403);
    const asked = OPTIONS(
      new Request(chatUrl(bot.publicId, "/files"), { headers: { origin: "https://shop.example" } }),
    );
    expect(asked.headers.get("access-control-allow-headers")).toContain("authorization");
  });
});

describe("A message with uploaded files", () => {
  it("is stored with them in their order, needs no text, and gives the visitor back their unsent uploads", async () => {
    const [first, second] = [await handleOf(pdf, "?fileName=a.pdf"), await handleOf(png)];
    const { response, done } = await send("m1", [first, second]);
    expect((await readAnswer(response)).end?.outcome).toBe("saved");
    await done;
    const [message] = await storedMessages(bot);
    expect(message).toMatchObject({ sender: "customer", text: "" });
    expect(await attached(message?.id)).toMatchObject([{ mime: "application/pdf" }, { mime: "image/png" }]);
    expect(await hitsOf("unsent")).toBe(0);
  });

  it("attaches them once, even if five copies arrive concurrently and another one later", async () => {
    const handle = await handleOf(png);
    const copies = await Promise.all(Array.from({ length: 5 }, () => send("m1", [handle], "Look")));
    const ends = await Promise.all(copies.map(async ({ response }) => (await readAnswer(response)).end?.outcome));
    expect(ends.toSorted()).toEqual(["duplicate", "duplicate", "duplicate", "duplicate", "saved"]);
    const again = await send("m1", [handle], "Look");
    expect((await readAnswer(again.response)).end?.outcome).toBe("duplicate");
    const sent = (await storedMessages(bot)).filter(({ sender }) => sender === "customer");
    expect(sent).toHaveLength(1);
    expect(await attached(sent[0]?.id)).toHaveLength(1);
  });

  it("is refused if another message has one of them, also when both arrive concurrently", async () => {
    const handle = await handleOf(png);
    const [a, b] = await Promise.all([send("m1", [handle]), send("m2", [handle])]);
    expect([a.response.status, b.response.status].toSorted()).toEqual([200, 409]);
    const refused = a.response.status === 409 ? a : b;
    expect(await readError(refused.response)).toMatchObject({ message: expect.stringMatching(/Upload it again/) });
    const sent = (await storedMessages(bot)).filter(({ sender }) => sender === "customer");
    expect(sent).toHaveLength(1);
  });

  it("is refused with a handle of another visitor or channel, an expired or forged one, and stores nothing", async () => {
    const handle = await handleOf(png);
    const { id: channelId } = await findWebChannel(bot.publicId);
    const [file] = await unsentFiles();
    const old = Date.now() - DAY_MS;
    const theirs = { token: signVisitorToken(bot.publicId, "visitor-2"), body: bodyWithFiles("m1", [handle]) };
    const other = await makeWebBot();
    const elsewhere = { token: signVisitorToken(other.publicId, "visitor-1"), body: bodyWithFiles("m1", [handle]) };
    const statuses = [
      (await postMessage(bot.publicId, { id: "m1", text: "" }, theirs)).response.status,
      (await postMessage(other.publicId, { id: "m1", text: "" }, elsewhere)).response.status,
      (await send("m1", [signFileHandle(file?.id ?? "", { channelId, chatId: "visitor-1" }, old)])).response.status,
      (await send("m1", [`${handle}x`])).response.status,
      (await send("m1", ["\0", "a.b"])).response.status,
      (await send("m1", ["__proto__"])).response.status,
      (await send("m1", [{ toString: "x" }])).response.status,
      (await send("m1", [handle, 1], "Look")).response.status,
    ];
    expect(statuses).toEqual([422, 422, 410, 422, 422, 422, 422, 422]);
    expect(await storedMessages(bot)).toEqual([]);
    expect(await unsentFiles()).toHaveLength(1);
  });

  it("is refused when a file was deleted meanwhile, and when it has more than ten", async () => {
    const handle = await handleOf(png);
    const many = Array.from({ length: 11 }, (_, i) => `${handle}${i}`);
    expect(await readError((await send("m1", many)).response)).toMatchObject({
      message: expect.stringMatching(/10 files/),
    });
    await db
      .update(files)
      .set({ createdAt: sql`now() - interval '25 hours'` })
      .where(eq(files.workspaceId, bot.ctx.workspaceId));
    await purgeFiles();
    expect(await readError((await send("m1", [handle])).response)).toMatchObject({
      status: 410,
      message: expect.stringMatching(/no longer exists/),
    });
    expect(await storedMessages(bot)).toEqual([]);
  });
});

function upload(body: Buffer | FormData, query = ""): Promise<Response> {
  return postAs(answerUpload, bot.publicId, {
    token,
    query,
    body: body instanceof FormData ? body : new Uint8Array(body),
  });
}

async function handleOf(bytes: Buffer, query = ""): Promise<string> {
  return uploadedFile.parse(await (await upload(bytes, query)).json()).file;
}

function send(id: string, handles: readonly unknown[], text?: string) {
  return postMessage(bot.publicId, { id, text: "" }, { token, body: bodyWithFiles(id, handles, text) });
}

function unsentFiles() {
  const unsent = sql`not exists (select from ${messageFiles} where ${messageFiles.fileId} = ${files.id})`;
  return db
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.workspaceId, bot.ctx.workspaceId), unsent));
}

function attached(messageId = "") {
  return db
    .select({ mime: files.mimeType })
    .from(messageFiles)
    .innerJoin(files, eq(files.id, messageFiles.fileId))
    .where(eq(messageFiles.messageId, messageId))
    .orderBy(messageFiles.position);
}

function bytesKey(share: string, who: string): string {
  return `chat-bytes-${share}:${bot.ctx.workspaceId}:${who}`;
}

function keyOf(what: string): string {
  return `chat-${what}:${bot.channelId}:visitor-1`;
}

async function hitsOf(what: string): Promise<number> {
  const rows = await db
    .select()
    .from(rateLimitWindows)
    .where(eq(rateLimitWindows.key, keyOf(what)));
  return rows.reduce((sum, { hits }) => sum + hits, 0);
}
