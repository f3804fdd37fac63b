import { fileUrl } from "./file-link";
import type { StoredFile } from "./stored-file";

/** A file as a message carries it to webhooks and browsers (CONTRACTS §2). */
export interface MessageFile {
  name: string;
  /** Direct, for whoever has it, and expiring. */
  url: string;
  size_bytes: number;
  mime_type: string;
}

/** What a message tells of its file. */
export function messageFile({ id, name, mimeType, sizeBytes }: StoredFile): MessageFile {
  return { name, url: fileUrl(id, name), size_bytes: sizeBytes, mime_type: mimeType };
}
