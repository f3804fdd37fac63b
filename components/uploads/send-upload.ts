import { z } from "zod";
import { inPageWorkspace } from "@/components/ui/page-workspace";
import { NO_ANSWER } from "@/components/ui/apply-server-error";
import { parseJson } from "@/server/text/parse-json";

interface Refused {
  ok: false;
  message: string;
}

interface Upload<Result> {
  url: string;
  body: File | FormData;
  /** Parses the server's response. */
  read: (status: number, text: string) => Result;
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Uploads a file and reports its progress. The promise never settles if the upload is aborted. */
export function sendUpload<Result>({ url, body, read, onProgress, signal }: Upload<Result>): Promise<Result | Refused> {
  // fetch does not report upload progress.
  const request = new XMLHttpRequest();
  return new Promise((resolve) => {
    request.upload.addEventListener("progress", (event) => event.total > 0 && onProgress(event.loaded / event.total));
    request.addEventListener("load", () => resolve(read(request.status, request.responseText)));
    request.addEventListener("error", () => resolve({ ok: false, message: NO_ANSWER }));
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", inPageWorkspace(url));
    if (body instanceof File) request.setRequestHeader("content-type", "application/octet-stream");
    request.send(body);
  });
}

const refused = z.object({ error: z.object({ message: z.string() }) });

/**
 * Parses the response to an upload. A proxy may have responded with its own page instead of the server.
 * @param accepted The schema of a response that accepts the file.
 * @param tooLarge The text for a 413 without a reason.
 */
export function readUploadAnswer<Result>(
  accepted: z.ZodType<Result>,
  tooLarge: string,
  status: number,
  text: string,
): Result | Refused {
  const body = parseJson(text);
  const found = accepted.safeParse(body);
  if (status < 300 && found.success) return found.data;
  const refusal = refused.safeParse(body);
  if (refusal.success) return { ok: false, message: refusal.data.error.message };
  return { ok: false, message: status === 413 ? tooLarge : NO_ANSWER };
}
