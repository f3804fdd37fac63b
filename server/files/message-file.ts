import { fileUrl } from "./file-link";
import type { StoredFile } from "./stored-file";

/** A file in a message, in the format that webhooks and browsers receive. */
export interface MessageFile {
  name: string;
  /** A signed link that expires. */
  url: string;
  size_bytes: number;
  mime_type: string;
}

/** Converts a stored file to the format that messages contain. */
export function messageFile({ id, name, mimeType, sizeBytes }: StoredFile): MessageFile {
  return { name, url: fileUrl(id, name), size_bytes: sizeBytes, mime_type: mimeType };
}
