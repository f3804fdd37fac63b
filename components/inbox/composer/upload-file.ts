import { z } from "zod";
import { readUploadAnswer, sendUpload } from "@/components/uploads/send-upload";

export type UploadResult = { ok: true; fileId: string } | { ok: false; message: string };

interface UploadOptions {
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Uploads a file for a message. */
export function uploadFile(file: File, options: UploadOptions): Promise<UploadResult> {
  const body = new FormData();
  body.set("file", file);
  return sendUpload({ url: "/api/inbox/files", body, read: readAnswer, ...options });
}

const MAX_FILE_BYTES = 15 * 1024 * 1024;

/** Why a file cannot be uploaded; null if it can. */
export function fileFault({ name, size }: Pick<File, "name" | "size">): string | null {
  if (size === 0) return `${name} is empty.`;
  if (size > MAX_FILE_BYTES) return `${name} is larger than 15 MB, the limit for a message.`;
  return null;
}

const stored = z.object({ fileId: z.string() }).transform(({ fileId }) => ({ ok: true as const, fileId }));

/** Parses the server's response to an upload. */
export function readAnswer(status: number, text: string): UploadResult {
  return readUploadAnswer(stored, "The file is too large. The limit is 15 MB.", status, text);
}
