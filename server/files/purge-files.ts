import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { files, messageFiles } from "@/db/schema/files";
import { logFailure } from "@/server/log/log-failure";
import { storageOf } from "./choose-storage";

/** Maximum number of files per run; the rest are purged by the next run. */
const ROUND = 500;

/**
 * Deletes files older than a day that no message contains: those of deleted conversations, and uploads that were never
 * sent. Returns the number of deleted files.
 */
export async function purgeFiles(): Promise<number> {
  const unused = sql`
    select ${files.id} from ${files}
    where ${files.createdAt} < now() - interval '1 day'
      and not exists (select from ${messageFiles} where ${messageFiles.fileId} = ${files.id})
    limit ${ROUND}`;
  const gone = await db
    .delete(files)
    .where(sql`${files.id} in (${unused})`)
    .returning({ id: files.id, storage: files.storage });
  for (const { id, storage } of gone) await removeBytes(id, storage);
  return gone.length;
}

/** Deletes a file's bytes. A failure is only logged, so that an unreachable storage does not stop the purge. */
async function removeBytes(id: string, storage: (typeof files.$inferSelect)["storage"]): Promise<void> {
  try {
    await storageOf(storage).remove(id);
  } catch (error) {
    logFailure(id, "the file is left in the storage without a row", error);
  }
}
