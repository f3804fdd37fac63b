import { z } from "zod";
import { NO_ANSWER } from "@/components/ui/apply-server-error";

export type UploadResult = { ok: true; fileId: string } | { ok: false; message: string };

interface UploadOptions {
  /** 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends a file that is to go with a message, telling how far it is. Answers never, when it is given up. */
export function uploadFile(file: File, { onProgress, signal }: UploadOptions): Promise<UploadResult> {
  // fetch says nothing about how far an upload is.
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.set("file", file);
  return new Promise((resolve) => {
    request.upload.addEventListener("progress", (event) => event.total > 0 && onProgress(event.loaded / event.total));
    request.addEventListener("load", () => resolve(readAnswer(request.status, request.responseText)));
    request.addEventListener("error", () => resolve({ ok: false, message: NO_ANSWER }));
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", "/api/inbox/files");
    request.send(form);
  });
}

const MAX_FILE_BYTES = 15 * 1024 * 1024;

/** Why a file is not even sent; null: it may be. */
export function fileFault({ name, size }: Pick<File, "name" | "size">): string | null {
  if (size === 0) return `${name} is empty.`;
  if (size > MAX_FILE_BYTES) return `${name} is larger than 15 MB, the most that a message carries.`;
  return null;
}

const stored = z.object({ fileId: z.string() });
const refused = z.object({ error: z.object({ message: z.string() }) });

/** The server's answer to an upload, whatever stands between it and us. */
export function readAnswer(status: number, text: string): UploadResult {
  const body = parsedJson(text);
  const found = stored.safeParse(body);
  if (status < 300 && found.success) return { ok: true, fileId: found.data.fileId };
  const refusal = refused.safeParse(body);
  if (refusal.success) return { ok: false, message: refusal.data.error.message };
  if (status === 413) return { ok: false, message: "The file is too large for the server. 15 MB is the most." };
  return { ok: false, message: NO_ANSWER };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page, say: its status tells enough.
    return null;
  }
}
