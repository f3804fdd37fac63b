import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { GET } from "@/app/api/files/[fileId]/[name]/route";
import { db } from "@/db/client";
import { messages } from "@/db/schema/conversations";
import { files } from "@/db/schema/files";
import { changeEnvironment } from "@/db/testing/change-environment";
import { makeWorkspace } from "@/db/testing/factories";
import { makeCustomChannel } from "@/server/channels/custom/testing/fixtures";
import { receiveMessage } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { fileUrl } from "./file-link";
import { purgeFiles } from "./purge-files";
import { readBytes } from "./read-file";
import { describeFile, storeFile } from "./store-file";
import { BUCKET_KEYS, startBucketServer } from "./testing/bucket-server";
import { png, wav } from "./testing/sample-files";

const bucket = await startBucketServer();
changeEnvironment({
  S3_BUCKET: "shop",
  S3_ENDPOINT: bucket.origin,
  S3_REGION: BUCKET_KEYS.region,
  S3_ACCESS_KEY_ID: BUCKET_KEYS.id,
  S3_SECRET_ACCESS_KEY: BUCKET_KEYS.secret,
  PARLEY_FILES_MB_PER_WORKSPACE: "1",
});

let workspaceId: string;
beforeEach(async () => {
  ({ workspaceId } = await makeWorkspace());
  bucket.objects.clear();
  bucket.requests.length = 0;
  bucket.failWith = [];
});

function keep(name: string, bytes: Buffer, stepCallId?: string) {
  return storeFile({ workspaceId, name, bytes, ...(stepCallId !== undefined && { stepCallId }) });
}

async function follow(id: string, name: string, headers: Record<string, string> = {}) {
  const params = Promise.resolve({ fileId: id, name });
  const response = await GET(new Request(fileUrl(id, name), { headers }), { params });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe("files in an S3 bucket", () => {
  it("are stored there with their row in the database, and can be read completely or in part", async () => {
    const large = Buffer.from(Uint32Array.from({ length: 200_000 }, (_, i) => i * 2_654_435_761).buffer);
    const { id } = await keep("large.bin", large);
    const [row] = await db.select().from(files).where(eq(files.id, id));
    expect(row).toMatchObject({ storage: "s3", bytes: null, sizeBytes: large.length });
    expect([...bucket.objects.keys()]).toEqual([`/shop/files/${id}`]);
    expect((await follow(id, "large.bin")).bytes.equals(large)).toBe(true);
    expect(await follow(id, "large.bin", { range: "bytes=5-9" })).toEqual({
      status: 206,
      bytes: large.subarray(5, 10),
    });
    expect(Buffer.from((await readBytes(workspaceId, id)) ?? []).equals(large)).toBe(true);
    expect(await readBytes("ws_other", id)).toBeNull();
  });

  it("can coexist with files in the database", async () => {
    const id = newId("file");
    const mine = { id, workspaceId, name: "old.png", mimeType: "image/png", sizeBytes: png.length };
    await db.insert(files).values({ ...mine, storage: "postgres", bytes: png });
    expect((await follow(id, "old.png")).bytes).toEqual(png);
    expect(bucket.requests).toEqual([]);
  });

  it("are retried while the storage is busy, and then refused without leaving a row", async () => {
    bucket.failWith = [503, 500];
    const { id } = await keep("a.png", png);
    expect((await follow(id, "a.png")).bytes).toEqual(png);
    bucket.failWith = [503, 503, 503, 503];
    await expect(keep("b.png", png)).rejects.toThrow(/^S3 refused the PUT of the file fil_\w+: 503 SlowDown$/);
    expect(await db.select({ id: files.id }).from(files).where(eq(files.workspaceId, workspaceId))).toEqual([{ id }]);
  });

  it("leave no object behind when the workspace is full", async () => {
    await expect(keep("big.bin", Buffer.alloc(1024 * 1024 + 1, 7))).rejects.toMatchObject({ code: "over_quota" });
    expect([...bucket.objects]).toEqual([]);
  });

  it("are stored once for a step that is repeated concurrently", async () => {
    const stepCallId = `${newId("actionRun")}-1`;
    const kept = await Promise.all(Array.from({ length: 5 }, () => keep("a.png", png, stepCallId)));
    expect(new Set(kept.map(({ id }) => id)).size).toBe(1);
    expect([...bucket.objects.keys()]).toEqual([`/shop/files/${kept[0]?.id}`]);
  });

  it("are stored once for concurrent copies of a message, and not uploaded again for a later copy", async () => {
    const channel = await makeCustomChannel();
    const received = await Promise.all([fileOf("a.png", png), fileOf("b.wav", wav)]);
    const message = { externalId: "m-1", chatId: "c-1", sender: "customer", text: "", files: received } as const;
    const all = await Promise.all(Array.from({ length: 8 }, () => receiveMessage(channel, message, "durable")));
    expect(new Set(all.map(({ messageId }) => messageId)).size).toBe(1);
    expect(bucket.objects.size).toBe(2);
    const puts = bucket.requests.length;
    expect((await receiveMessage(channel, message, "durable")).duplicate).toBe(true);
    expect(bucket.requests).toHaveLength(puts);
  });

  it("are not stored, nor is their message, when the storage fails half-way", async () => {
    const channel = await makeCustomChannel();
    const received = await Promise.all([fileOf("a.png", png), fileOf("b.wav", wav)]);
    const message = { externalId: "m-1", chatId: "c-1", sender: "customer", text: "Hi", files: received } as const;
    await receiveMessage(channel, { ...message, externalId: "m-0" }, "durable");
    const before = bucket.objects.size;
    bucket.failWith = [0, 400];
    await expect(receiveMessage(channel, message, "durable")).rejects.toThrow("S3 refused the PUT");
    const stored = await db.select().from(messages).where(eq(messages.channelId, channel.id));
    expect(stored).toMatchObject([{ externalId: "m-0" }]);
    expect(bucket.objects.size).toBe(before);
  });
});

describe("purgeFiles", () => {
  it("deletes only files, with their bytes, that no message has contained for a day", async () => {
    await db.delete(files);
    const channel = await makeCustomChannel();
    const message = { externalId: "m-1", chatId: "c-1", sender: "customer", text: "" } as const;
    await receiveMessage(channel, { ...message, files: [await fileOf("sent.png", png)] }, "durable");
    const [old, lost] = [await keep("old.png", png), await keep("lost.png", png)];
    const yesterday = { createdAt: sql`now() - interval '25 hours'` };
    await db.update(files).set(yesterday);
    const fresh = await keep("new.png", png);
    bucket.failWith = [400];
    expect(await purgeFiles()).toBe(2);
    const left = await db.select({ name: files.name }).from(files);
    expect(left.map(({ name }) => name).toSorted()).toEqual(["new.png", "sent.png"]);
    const paths = [...bucket.objects.keys()];
    expect(paths).toContain(`/shop/files/${fresh.id}`);
    // The storage refused to delete one of them.
    expect(paths.filter((path) => [old, lost].some(({ id }) => path.endsWith(id)))).toHaveLength(1);
    expect(await purgeFiles()).toBe(0);
  });
});

async function fileOf(name: string, bytes: Buffer) {
  return { ...(await describeFile(name, bytes)), bytes };
}
