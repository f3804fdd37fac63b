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
