import { and, eq, inArray } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { files, messageFiles } from "@/db/schema/files";
import { DomainError } from "@/server/errors";
import { storeFiles, type NewFile } from "@/server/files/store-file";

/**
 * Stores a message and its files, or neither. A duplicate message violates the unique index before any file is written,
 * so only one of several concurrent copies stores files.
 * @param afterFiles What follows in the same transaction.
 * @throws DomainError `over_quota` when the files exceed the workspace's storage quota.
 */
export async function storeWithFiles<T extends { messageId: string }>(
  workspaceId: string,
  newFiles: NewFile[],
  storeMessage: (tx: Transaction) => Promise<T>,
  afterFiles: (message: T, tx: Transaction) => Promise<T>,
): Promise<T> {
  return storeFiles(workspaceId, newFiles, async (tx, addFiles) => {
    const received = await storeMessage(tx);
    const { messageId } = received;
    const carried = (await addFiles()).map(({ id }, position) => ({ messageId, position, fileId: id }));
    await tx.insert(messageFiles).values(carried);
    return afterFiles(received, tx);
  });
}

/**
 * Stores a message with files that are stored already, or neither. A duplicate message violates the unique index before
 * a file is attached.
 * @throws DomainError gone when a file was deleted, conflict when another message has it.
 */
export function attachFiles<T extends { messageId: string }>(
  workspaceId: string,
  fileIds: string[],
  storeMessage: (tx: Transaction) => Promise<T>,
  afterFiles: (message: T, tx: Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    const received = await storeMessage(tx);
    await claimFiles(tx, workspaceId, fileIds);
    const { messageId } = received;
    await tx.insert(messageFiles).values(fileIds.map((fileId, position) => ({ messageId, position, fileId })));
    return afterFiles(received, tx);
  });
}

async function claimFiles(tx: Transaction, workspaceId: string, fileIds: string[]): Promise<void> {
  // Locked in one order, so that two messages with the same files do not wait for each other.
  const found = await tx
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.workspaceId, workspaceId), inArray(files.id, fileIds)))
    .orderBy(files.id)
    .for("update");
  if (found.length < fileIds.length) {
    throw new DomainError("gone", "A file of this message no longer exists. Upload it again.");
  }
  // A separate statement, because it must see what was committed while the first one waited for a lock.
  const used = await tx
    .select({ fileId: messageFiles.fileId })
    .from(messageFiles)
    .where(inArray(messageFiles.fileId, fileIds))
    .limit(1);
  if (used.length > 0) {
    throw new DomainError("conflict", "A file of this message was sent before. Upload it again to send it once more.");
  }
}
