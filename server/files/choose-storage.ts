import type { FileStorage } from "./file-storage";
import { postgresStorage } from "./postgres-storage";
import { s3Storage } from "./s3-storage";

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
