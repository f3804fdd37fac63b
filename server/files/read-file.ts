import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { files } from "@/db/schema/files";
import { storageOf } from "./choose-storage";
import type { FileStorage } from "./file-storage";
import { fileColumns, type StoredFile } from "./stored-file";

/** The size of the slices in which a file is read, to limit memory. */
const SLICE_BYTES = 1024 * 1024;

const PART_BYTES = 8 * SLICE_BYTES;

/** A range of bytes from `start` to `end` (exclusive). */
export interface ByteRange {
  start: number;
  end: number;
}

export interface OpenFile extends StoredFile {
  /** Streams a range of the file at the reader's pace. */
  read(range: ByteRange): ReadableStream<Uint8Array>;
}

/** Finds a file by its id alone; the caller must have checked a signed link. Returns null if there is no such file. */
export async function readFile(fileId: string): Promise<OpenFile | null> {
  const [row] = await db.select({ file: fileColumns, storage: files.storage }).from(files).where(eq(files.id, fileId));
  if (!row) return null;
  const storage = storageOf(row.storage);
  return { ...row.file, read: (range) => stream(storage, fileId, range) };
}

/** Returns all bytes of a file of the workspace; null if there is no such file. */
export async function readBytes(workspaceId: string, fileId: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const [row] = await db
    .select({ storage: files.storage, sizeBytes: files.sizeBytes })
    .from(files)
    .where(and(eq(files.workspaceId, workspaceId), eq(files.id, fileId)));
  if (!row) return null;
  const storage = storageOf(row.storage);
  const bytes = new Uint8Array(row.sizeBytes);
  // In parts, because the driver receives bytes as a text of twice their size.
  for (let at = 0; at < bytes.length; at += PART_BYTES) {
    bytes.set(await storage.slice(fileId, at, Math.min(PART_BYTES, bytes.length - at)), at);
  }
  return bytes;
}

function stream(storage: FileStorage, fileId: string, { start, end }: ByteRange): ReadableStream<Uint8Array> {
  let at = start;
  return new ReadableStream(
    {
      async pull(controller) {
        const part = await storage.slice(fileId, at, Math.min(SLICE_BYTES, end - at));
        at += part.byteLength;
        controller.enqueue(part);
        if (at >= end) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
