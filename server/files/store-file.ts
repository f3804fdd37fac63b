import { and, eq, inArray, sum } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { files } from "@/db/schema/files";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { logFailure } from "@/server/log/log-failure";
import { cleanName } from "./clean-name";
import { fileSize } from "./file-size";
import { fileStorage } from "./choose-storage";
import { insertFile } from "./insert-file";
import { durationOf } from "./recording";
import { fileColumns, type StoredFile } from "./stored-file";
import { sniffType } from "./sniff-type";

/** The maximum size of incoming and outgoing files. */
export const MAX_FILE_BYTES = 15 * 1024 * 1024;
export const TOO_LARGE = `The file is larger than ${fileSize(MAX_FILE_BYTES)}, the most that a file may have.`;

interface SizeLimit {
  bytes: number;
  /** The error message for a larger file. */
  refusal: string;
}

/** The limit of files in messages. */
const MESSAGE_LIMIT: SizeLimit = { bytes: MAX_FILE_BYTES, refusal: TOO_LARGE };

/** A file to store, with the fields of its row. */
export interface NewFile extends Omit<StoredFile, "id"> {
  bytes: Buffer;
}

interface GivenFile {
  workspaceId: string;
  /** The sender's name, which is cleaned before it is stored. */
  name: string;
  bytes: Buffer;
  /** The action's step that fetched the file. Each step stores its file only once. */
  stepCallId?: string;
}

/**
 * Stores a file with its detected type and a clean name.
 * @throws DomainError `invalid` if it is empty, `payload_too_large` over 15 MB, `over_quota` if the workspace is full.
 */
export async function storeFile({ workspaceId, name, bytes, stepCallId }: GivenFile): Promise<StoredFile> {
  const file = { ...(await describeFile(name, bytes)), bytes };
  return storeFiles(workspaceId, [file], async (tx, addFiles) => {
    await lockQuota(tx, workspaceId);
    const before = stepCallId === undefined ? null : await findFileOfStep(workspaceId, stepCallId, tx);
    if (before) return before;
    const [stored] = await addFiles(stepCallId);
    if (!stored) throw new Error("The file was neither stored nor refused.");
    return stored;
  });
}

/** Inserts the rows of the files in the transaction. @throws DomainError `over_quota` when the workspace is full. */
type AddFiles = (stepCallId?: string) => Promise<StoredFile[]>;

/**
 * Runs work in a transaction that adds files. Their bytes are uploaded before it begins, so that no lock is held during
 * an upload. Bytes of files that end up without a row are deleted.
 */
export async function storeFiles<T>(
  workspaceId: string,
  newFiles: NewFile[],
  work: (tx: Transaction, addFiles: AddFiles) => Promise<T>,
): Promise<T> {
  const storage = fileStorage();
  const named = newFiles.map((file) => ({ id: newId("file"), ...file }));
  try {
    const rows: (typeof files.$inferInsert)[] = [];
    for (const { bytes, ...file } of named) {
      const durationSeconds = durationOf(bytes, file.mimeType);
      rows.push({
        workspaceId,
        ...file,
        durationSeconds,
        storage: storage.kind,
        ...(await storage.put(file.id, bytes)),
      });
    }
    return await db.transaction((tx) =>
      work(tx, async (stepCallId) => {
        await lockQuota(tx, workspaceId);
        await checkQuota(tx, workspaceId, named);
        for (const row of rows) await insertFile(tx, { ...row, stepCallId });
        return named.map(({ id, name, mimeType, sizeBytes }) => ({ id, name, mimeType, sizeBytes }));
      }),
    );
  } finally {
    if (storage.kind !== "postgres") await removeUnkept(named.map(({ id }) => id));
  }
}

/**
 * Returns the fields with which a file would be stored.
 * @param limit Of the size; without it, the limit of files in messages.
 * @throws DomainError like `storeFile`, except for the quota.
 */
export async function describeFile(
  name: string,
  bytes: Buffer,
  limit: SizeLimit = MESSAGE_LIMIT,
): Promise<Omit<StoredFile, "id">> {
  if (bytes.length === 0) throw new DomainError("invalid", "The file is empty.");
  if (bytes.length > limit.bytes) throw new DomainError("payload_too_large", limit.refusal);
  const type = await sniffType(bytes, name);
  return { name: cleanName(name, type), mimeType: type.mimeType, sizeBytes: bytes.length };
}

/** Returns the file that a step has already fetched, or null. */
export async function findFileOfStep(
  workspaceId: string,
  stepCallId: string,
  on: Pick<Transaction, "select"> = db,
): Promise<StoredFile | null> {
  const [row] = await on
    .select(fileColumns)
    .from(files)
    .where(and(eq(files.workspaceId, workspaceId), eq(files.stepCallId, stepCallId)));
  return row ?? null;
}

/** Serialises the uploads of a workspace, so that two concurrent ones cannot both use the remaining quota. */
async function lockQuota(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, workspaceId)).for("no key update");
}

async function checkQuota(tx: Transaction, workspaceId: string, newFiles: { name: string; sizeBytes: number }[]) {
  const [row] = await tx
    .select({ used: sum(files.sizeBytes).mapWith(Number) })
    .from(files)
    .where(eq(files.workspaceId, workspaceId));
  const used = row?.used ?? 0;
  const wanted = newFiles.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  const room = env().PARLEY_FILES_MB_PER_WORKSPACE;
  if (used + wanted <= room * 1024 * 1024) return;
  const names = newFiles.map(({ name }) => `"${name}"`).join(", ");
  throw new DomainError(
    "over_quota",
    `${names} (${fileSize(wanted)}) ${newFiles.length > 1 ? "do" : "does"} not fit: the workspace's files already take ${fileSize(used)} of ${room} MB. Whoever runs Parley can raise PARLEY_FILES_MB_PER_WORKSPACE.`,
  );
}

/** Deletes bytes without a row. It queries the rows, since a commit may have succeeded even if the work failed. */
async function removeUnkept(ids: string[]): Promise<void> {
  try {
    const kept = await db.select({ id: files.id }).from(files).where(inArray(files.id, ids));
    const unkept = ids.filter((id) => !kept.some((row) => row.id === id));
    await Promise.all(unkept.map((id) => fileStorage().remove(id)));
  } catch (error) {
    logFailure(ids.join(" "), "files are left in the storage without a row", error);
  }
}
