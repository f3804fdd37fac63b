import { postgresStorage } from "./postgres-storage";
import { s3Storage } from "./s3-storage";

/** Where the bytes of files are kept. */
export interface FileStorage {
  /** As the file's row names it. */
  kind: "postgres" | "s3";
  /** Keeps the bytes of a new file; what it returns goes into the file's row. */
  put(fileId: string, bytes: Buffer): Promise<{ bytes: Buffer | null }>;
  /** The bytes from an offset, as many as there are up to a length. */
  slice(fileId: string, offset: number, length: number): Promise<Uint8Array>;
  /** Throws away the bytes of a file that got no row. */
  remove(fileId: string): Promise<void>;
}

/** Where new files go: the S3 bucket of the environment, else the database. */
export function fileStorage(): FileStorage {
  return s3Storage() ?? postgresStorage;
}

/**
 * Where a file's row says that its bytes are.
 * @throws Error when they are in a bucket that the environment no longer names.
 */
export function storageOf(kind: FileStorage["kind"]): FileStorage {
  const storage = kind === "postgres" ? postgresStorage : s3Storage();
  if (!storage) throw new Error("A file is in S3, but S3_BUCKET is not set. Set the S3_… variables again.");
  return storage;
}
