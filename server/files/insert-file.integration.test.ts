import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { files } from "@/db/schema/files";
import { makeWorkspace } from "@/db/testing/factories";
import { storeFiles } from "./store-file";

const MB = 1024 * 1024;
const fileOf = (bytes: Buffer) => ({
  name: "a.bin",
  mimeType: "application/octet-stream",
  sizeBytes: bytes.length,
  bytes,
});

let workspaceId: string;
beforeEach(async () => {
  ({ workspaceId } = await makeWorkspace());
});

describe("A file that is stored in pieces", () => {
  it("has all of its bytes in their order, also beside another one", async () => {
    const [first, second] = [randomBytes(3 * MB + 7), randomBytes(2 * MB)];
    const stored = await storeFiles(workspaceId, [fileOf(first), fileOf(second)], (_tx, addFiles) => addFiles());
    for (const [i, bytes] of [first, second].entries()) {
      const [row] = await db
        .select({ bytes: files.bytes })
        .from(files)
        .where(eq(files.id, stored[i]?.id ?? ""));
      expect(row?.bytes?.equals(bytes)).toBe(true);
    }
  });

  it("is not kept in part if its transaction fails or its connection ends", async () => {
    const file = fileOf(randomBytes(3 * MB));
    const failed = storeFiles(workspaceId, [file], async (_tx, addFiles) => {
      await addFiles();
      throw new Error("Not kept.");
    });
    await expect(failed).rejects.toThrow("Not kept.");
    const ended = storeFiles(workspaceId, [file], async (tx, addFiles) => {
      await addFiles();
      await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
    });
    await expect(ended).rejects.toThrow(/CONNECTION_CLOSED|terminat/);
    expect(await db.$count(files, eq(files.workspaceId, workspaceId))).toBe(0);
    await storeFiles(workspaceId, [file], (_tx, addFiles) => addFiles());
    expect(await db.$count(files, eq(files.workspaceId, workspaceId))).toBe(1);
  });
});
