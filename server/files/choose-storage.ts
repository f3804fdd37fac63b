import type { FileStorage } from "./file-storage";
import { postgresStorage } from "./postgres-storage";
import { s3Storage } from "./s3-storage";

/** Returns the storage of new files: the S3 bucket if one is configured, else the database. */
export function fileStorage(): FileStorage {
  return s3Storage() ?? postgresStorage;
}

/**
 * Returns the storage that contains a file's bytes.
 * @throws Error when the file is in S3 but S3 is no longer configured.
 */
export function storageOf(kind: FileStorage["kind"]): FileStorage {
  const storage = kind === "postgres" ? postgresStorage : s3Storage();
  if (!storage) throw new Error("A file is in S3, but S3_BUCKET is not set. Set the S3_… variables again.");
  return storage;
}
