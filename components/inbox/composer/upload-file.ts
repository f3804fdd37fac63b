import { z } from "zod";
import { readUploadAnswer, sendUpload } from "@/components/uploads/send-upload";

export type UploadResult = { ok: true; fileId: string } | { ok: false; message: string };

interface UploadOptions {
  /** 0 to 1. */
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

/** Why a file is not sent at all; null if it may be. */
export function fileFault({ name, size }: Pick<File, "name" | "size">): string | null {
  if (size === 0) return `${name} is empty.`;
  if (size > MAX_FILE_BYTES) return `${name} is larger than 15 MB, the most that a message carries.`;
  return null;
}

const stored = z.object({ fileId: z.string() }).transform(({ fileId }) => ({ ok: true as const, fileId }));

/** Reads the server's answer to an upload. */
export function readAnswer(status: number, text: string): UploadResult {
  return readUploadAnswer(stored, "The file is too large for the server. 15 MB is the most.", status, text);
}
