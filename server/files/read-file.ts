import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { files } from "@/db/schema/files";
import { storageOf } from "./choose-storage";
import type { FileStorage } from "./file-storage";
import { fileColumns, type StoredFile } from "./stored-file";

/** Bytes of a file that are in memory at once while it is read. */
const SLICE_BYTES = 1024 * 1024;

/** A part of a file: the first byte and the one behind the last. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface OpenFile extends StoredFile {
  /** Reads on only as fast as it is read from. */
  read(range: ByteRange): ReadableStream<Uint8Array>;
}

/** A file by its id, for who has shown a right to it (a signed link). Null when there is none. */
export async function readFile(fileId: string): Promise<OpenFile | null> {
  const [row] = await db.select({ file: fileColumns, storage: files.storage }).from(files).where(eq(files.id, fileId));
  if (!row) return null;
  const storage = storageOf(row.storage);
  return { ...row.file, read: (range) => stream(storage, fileId, range) };
}

/** All bytes of a file of a workspace. Null when there is none. */
export async function readBytes(workspaceId: string, fileId: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const [row] = await db
    .select({ storage: files.storage, sizeBytes: files.sizeBytes })
    .from(files)
    .where(and(eq(files.workspaceId, workspaceId), eq(files.id, fileId)));
  return row ? new Uint8Array(await storageOf(row.storage).slice(fileId, 0, row.sizeBytes)) : null;
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
