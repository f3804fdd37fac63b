/** A store for the bytes of files. */
export interface FileStorage {
  /** The value in the `storage` column of the file's row. */
  kind: "postgres" | "s3";
  /** Stores the bytes of a new file. @returns the fields to save in the file's row. */
  put(fileId: string, bytes: Buffer): Promise<{ bytes: Buffer | null }>;
  /** Returns up to `length` bytes from an offset. */
  slice(fileId: string, offset: number, length: number): Promise<Uint8Array>;
  /** Deletes the bytes of a file that has no row. */
  remove(fileId: string): Promise<void>;
}
