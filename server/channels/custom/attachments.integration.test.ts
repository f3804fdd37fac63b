import { createHash } from "node:crypto";
import { setImmediate as nextRound } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { asc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { conversations, messages } from "@/db/schema/conversations";
import { files, messageFiles } from "@/db/schema/files";
import { outbox } from "@/db/schema/outbox";
import { changeEnvironment } from "@/db/testing/change-environment";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { getConversation } from "@/server/conversations/list-conversations";
import { listMessages } from "@/server/conversations/list-messages";
import { MAX_FILE_BYTES, storeFile } from "@/server/files/store-file";
import { gif, m4a, png, wav } from "@/server/files/testing/sample-files";
import { makeCustomChannel, type TestChannel } from "./testing/fixtures";
import { attach, postIncoming } from "./testing/post-message";
import { sample } from "./testing/sample";

// A quota that fits four large files.
changeEnvironment({ PARLEY_FILES_MB_PER_WORKSPACE: "61" });
const inngest = await startEventEndpoint();

let channel: TestChannel;
beforeEach(async () => {
  channel = await makeCustomChannel();
  inngest.sent.length = 0;
});

const least = { ...sample("in: customer, least"), text: undefined };

function post(message: Record<string, unknown>) {
  return postIncoming(channel.token, { ...least, ...message });
}

/** Returns the channel's stored messages with their files in order. */
async function stored() {
  const rows = await db.select().from(messages).where(eq(messages.channelId, channel.id)).orderBy(asc(messages.seq));
  const { id, name, mimeType, sizeBytes, durationSeconds } = files;
  const columns = { id, name, mimeType, sizeBytes, durationSeconds, md5: sql<string>`md5(${files.bytes})` };
  const kept = await db.select(columns).from(files).where(eq(files.workspaceId, channel.workspaceId));
  const carried = await db.select().from(messageFiles).orderBy(asc(messageFiles.position));
  return {
    files: kept,
    messages: rows.map(({ id, text, sender }) => ({
      text,
      sender,
      files: carried
        .filter(({ messageId }) => messageId === id)
        .map(({ fileId }) => kept.find((file) => file.id === fileId)?.name),
    })),
  };
}

function md5Of(bytes: Buffer): string {
  return createHash("md5").update(bytes).digest("hex");
}

async function expectNothing(): Promise<void> {
  const events = sql`${outbox.data} ->> 'workspaceId' = ${channel.workspaceId}`;
  expect(await db.select().from(conversations).where(eq(conversations.channelId, channel.id))).toEqual([]);
  expect(await db.select().from(outbox).where(events)).toEqual([]);
  expect(await stored()).toEqual({ files: [], messages: [] });
}

describe("A message with attachments", () => {
  it("is stored with the files in order, and starts one turn", async () => {
    const attachments = [attach("b.png", "image", png), attach("a.wav", "audio", wav), attach("c.gif", "image", gif)];
    const { status, work } = await post({ text: "Look at this", attachments });
    expect(status).toBe(202);
    await work();
    const { messages: rows, files: kept } = await stored();
    expect(rows).toEqual([{ text: "Look at this", sender: "customer", files: ["b.png", "a.wav", "c.gif"] }]);
    expect(new Map(kept.map(({ name, md5 }) => [name, md5]))).toEqual(
      new Map([
        ["b.png", md5Of(png)],
        ["a.wav", md5Of(wav)],
        ["c.gif", md5Of(gif)],
      ]),
    );
    expect(kept.find(({ name }) => name === "a.wav")).toMatchObject({ mimeType: "audio/wav", durationSeconds: 1 });
    expect(inngest.sent.map(({ name }) => name)).toEqual(["conversation/message.received"]);
  });

  it("needs no text, as the documented sample shows", async () => {
    const { status } = await post(sample("in: attachment"));
    expect(status).toBe(202);
    expect((await stored()).messages).toEqual([{ text: "", sender: "customer", files: ["file.png"] }]);
  });

  it("is shown to the customer and to operators with links to the files", async () => {
    const { answer } = await post({ attachments: [attach("a.png", "image", png), attach("b.m4a", "audio", m4a)] });
    const { conversation_id: id } = Object(answer);
    const shown = [
      { name: "a.png", mime_type: "image/png" },
      { name: "b.m4a", mime_type: "audio/x-m4a" },
    ];
    const link = { url: expect.stringContaining("/api/files/fil_") };
    const withLinks = shown.map((file) => expect.objectContaining({ ...file, ...link }));
    expect((await listMessages(id)).messages).toMatchObject([{ text: "", files: withLinks }]);
    expect(await getConversation(channel.ctx, id)).toMatchObject({ messages: [{ text: "", files: withLinks }] });
  });

  it("may be written by an employee, and then hands the conversation to people", async () => {
    const { status } = await post({ message_sender: "employee", attachments: [attach("a.png", "image", png)] });
    expect(status).toBe(202);
    expect((await stored()).messages).toEqual([{ text: "", sender: "employee", files: ["a.png"] }]);
  });

  it("is not stored again if it is repeated, even with other contents", async () => {
    const first = await post({ attachments: [attach("a.png", "image", png)] });
    const again = await post({ attachments: [attach("b.gif", "image", gif), attach("c.gif", "image", gif)] });
    const plain = await post({ text: "words only" });
    expect([again, plain].map(({ status, answer }) => [status, answer])).toEqual([
      [202, first.answer],
      [202, first.answer],
    ]);
    const { files: kept, messages: rows } = await stored();
    expect([kept.length, rows]).toEqual([1, [{ text: "", sender: "customer", files: ["a.png"] }]]);
  });

  it("is stored once, with its files once, if twelve copies arrive concurrently", async () => {
    const attachments = [attach("a.png", "image", png), attach("b.wav", "audio", wav)];
    const all = await Promise.all(Array.from({ length: 12 }, () => post({ attachments })));
    expect(new Set(all.map(({ status, answer }) => JSON.stringify([status, answer]))).size).toBe(1);
    const { files: kept, messages: rows } = await stored();
    expect([kept.length, rows]).toEqual([2, [{ text: "", sender: "customer", files: ["a.png", "b.wav"] }]]);
    await Promise.all(all.map(({ work }) => work()));
    expect(inngest.sent).toHaveLength(1);
  });

  it("keeps its files if many messages with files arrive concurrently", async () => {
    const attachments = [attach("a.png", "image", png), attach("b.wav", "audio", wav)];
    const all = await Promise.all(
      Array.from({ length: 24 }, (_, i) => post({ message_id: `m${i}`, chat_id: `c${i % 5}`, attachments })),
    );
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 202));
    const { messages: rows, files: kept } = await stored();
    expect([rows.length, kept.length]).toEqual([24, 48]);
    expect(rows.every((message) => message.files.join() === "a.png,b.wav")).toBe(true);
  });
});

describe("A message with refused attachments", () => {
  it("is answered with 422 and every fault, including those of the message", async () => {
    const faulty = await post(sample("in: faulty attachments"));
    expect([faulty.status, faulty.answer]).toEqual([422, sample("answer: faulty attachments")]);
    const { status, answer } = await post({
      source: "",
      attachments: [
        attach("a.txt", "image", Buffer.from("Hello")),
        { file_name: "b.png", file_type: "image", data: "?" },
      ],
    });
    expect([status, answer]).toMatchObject([
      422,
      {
        detail: [
          { loc: ["body", "attachments", 0, "file_type"], type: "unsupported_file_type" },
          { loc: ["body", "attachments", 1, "data"], type: "base64_decode" },
          { loc: ["body", "source"], type: "string_too_short" },
        ],
      },
    ]);
    await expectNothing();
  });

  it("is answered with 415 if the bytes have an unsupported type, or not the type that is declared", async () => {
    const attachments = [attach("ok.png", "image", png), attach("a.wav", "image", wav)];
    const { status, answer } = await post({ text: "Look", attachments });
    expect([status, answer]).toEqual([415, { detail: '"a.wav" is said to be image, but its bytes are audio/wav.' }]);
    await expectNothing();
  });

  it("is answered with 413 for one byte more than 15 MB, and with 202 for 15 MB", async () => {
    const large = Buffer.concat([png, Buffer.alloc(MAX_FILE_BYTES - png.length)]);
    const larger = Buffer.concat([large, Buffer.alloc(1)]);
    const { status, answer } = await post({ attachments: [attach("a.png", "image", larger)] });
    expect([status, answer]).toEqual([
      413,
      { detail: '"a.png" is larger than 15 MB, the most that an attachment may have.' },
    ]);
    await expectNothing();
    expect((await post({ attachments: [attach("a.png", "image", large)] })).status).toBe(202);
    expect((await stored()).files).toMatchObject([{ sizeBytes: MAX_FILE_BYTES }]);
  });

  it("is answered with 402 above the workspace's quota, while repeats of accepted messages still get 202", async () => {
    const large = Buffer.concat([png, Buffer.alloc(MAX_FILE_BYTES - png.length)]);
    const taken = await post({ attachments: Array.from({ length: 3 }, () => attach("a.png", "image", large)) });
    expect(taken.status).toBe(202);
    await storeFile({ workspaceId: channel.workspaceId, name: "b.png", bytes: large });
    const before = await stored();
    const { status, answer } = await post({
      message_id: "next",
      attachments: [attach("c.png", "image", png), attach("d.png", "image", large)],
    });
    expect([status, answer]).toEqual([402, { detail: expect.stringContaining('"c.png", "d.png"') }]);
    expect(await stored()).toEqual(before);
    const again = await post({ attachments: [attach("a.png", "image", large)] });
    expect([again.status, again.answer]).toEqual([202, taken.answer]);
  });
});

describe("The largest body", () => {
  it("uses a bounded amount of memory and frees it again", { timeout: 120_000, retry: 0 }, async () => {
    // Not repeated: the peak of a first attempt would hide that of a second one.
    const large = Buffer.concat([png, Buffer.alloc(MAX_FILE_BYTES - png.length)]);
    const body = { attachments: Array.from({ length: 3 }, () => attach("a.png", "image", large)) };
    const before = await memory();
    for (let round = 0; round < 3; round++) {
      const { status } = await post({ ...body, text: "x".repeat(100_001) });
      expect(status).toBe(422);
    }
    const { held, peak } = await memory();
    expect(held - before.held).toBeLessThan(120);
    // The body as bytes, as text, parsed and decoded, all twice because the client runs in the same process.
    expect(peak - before.peak).toBeLessThan(900);
  });
});

/** In MB: the memory held after a garbage collection, and the peak of the process so far. */
async function memory(): Promise<{ held: number; peak: number }> {
  setFlagsFromString("--expose-gc");
  for (let round = 0; round < 3; round++) {
    await nextRound();
    runInNewContext("gc")();
  }
  const { heapUsed, external } = process.memoryUsage();
  return { held: (heapUsed + external) / 1024 / 1024, peak: process.resourceUsage().maxRSS / 1024 };
}
