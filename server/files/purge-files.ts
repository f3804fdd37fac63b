import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { files, messageFiles } from "@/db/schema/files";
import { logFailure } from "@/server/log/log-failure";
import { storageOf } from "./choose-storage";

/** Files of one round at most; what is left goes in the next. */
const ROUND = 500;

/**
 * Throws away files that no message has carried for a day: those of deleted conversations, and what was uploaded and
 * never sent. Returns how many there were.
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

/** A storage that is out of reach keeps nobody's files from being purged; what it still has is named in the log. */
async function removeBytes(id: string, storage: (typeof files.$inferSelect)["storage"]): Promise<void> {
  try {
    await storageOf(storage).remove(id);
  } catch (error) {
    logFailure(id, "the file is left in the storage without a row", error);
  }
}
