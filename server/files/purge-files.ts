import { sql, type SQL } from "drizzle-orm";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { files, messageFiles } from "@/db/schema/files";
import { knowledgeSources } from "@/db/schema/knowledge";
import { logFailure } from "@/server/log/log-failure";
import { storageOf } from "./choose-storage";

/** Maximum number of files per run; the rest are purged by the next run. */
const ROUND = 500;

/**
 * Deletes files older than a day that nothing uses: those of deleted conversations, uploads that were never sent, and
 * earlier avatars. Returns the number of deleted files.
 */
export function purgeFiles(): Promise<number> {
  return deleteFiles(sql`${files.createdAt} < now() - interval '1 day' and ${isUnused} limit ${ROUND}`);
}

/** Deletes a file whose use has ended, unless something else uses it. */
export async function purgeFile(workspaceId: string, fileId: string): Promise<void> {
  await deleteFiles(sql`${files.workspaceId} = ${workspaceId} and ${files.id} = ${fileId} and ${isUnused}`);
}

/** Deletes all files of a workspace that is about to be deleted, used or not. */
export async function purgeWorkspaceFiles(workspaceId: string): Promise<void> {
  await deleteFiles(sql`${files.workspaceId} = ${workspaceId}`);
}

/** No message contains the file, and it is no channel's avatar and no source of the knowledge base. */
const isUnused = sql`
  not exists (select from ${messageFiles} where ${messageFiles.fileId} = ${files.id})
  and not exists (
    select from ${channels}
    where ${channels.workspaceId} = ${files.workspaceId}
      and ${channels.settings} #>> '{widget,appearance,avatarFileId}' = ${files.id})
  and not exists (
    select from ${knowledgeSources}
    where ${knowledgeSources.workspaceId} = ${files.workspaceId}
      and ${knowledgeSources.settings} ->> 'fileId' = ${files.id})`;

async function deleteFiles(chosen: SQL): Promise<number> {
  const gone = await db
    .delete(files)
    .where(sql`${files.id} in (select ${files.id} from ${files} where ${chosen})`)
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
