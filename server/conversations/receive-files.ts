import type { Transaction } from "@/db/client";
import { messageFiles } from "@/db/schema/files";
import { storeFiles, type NewFile } from "@/server/files/store-file";

/**
 * Stores a message and its files, or neither. A duplicate message violates the unique index before any file is written,
 * so only one of several concurrent copies stores files.
 * @param afterFiles What follows in the same transaction.
 * @throws DomainError `over_quota` when the files exceed the workspace's storage quota.
 */
export async function storeWithFiles<T extends { messageId: string }>(
  workspaceId: string,
  files: NewFile[],
  storeMessage: (tx: Transaction) => Promise<T>,
  afterFiles: (message: T, tx: Transaction) => Promise<T>,
): Promise<T> {
  return storeFiles(workspaceId, files, async (tx, addFiles) => {
    const received = await storeMessage(tx);
    const { messageId } = received;
    const carried = (await addFiles()).map(({ id }, position) => ({ messageId, position, fileId: id }));
    await tx.insert(messageFiles).values(carried);
    return afterFiles(received, tx);
  });
}
