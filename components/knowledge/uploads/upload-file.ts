import { z } from "zod";
import { readUploadAnswer, sendUpload } from "@/components/uploads/send-upload";

export type UploadResult = { ok: true; sourceId: string } | { ok: false; message: string };

interface UploadOptions {
  /** Bots do not use the text until a person has checked it. */
  isReviewed: boolean;
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** The kinds of files that are read, for the browser's dialog. */
export const ACCEPTED = ".pdf,.docx,.pptx,.xlsx,.csv,.tsv,.html,.htm,.md,.markdown,.txt";
export const ACCEPTED_TEXT = "PDF, DOCX, PPTX, XLSX, CSV, HTML, Markdown or TXT";
const MAX_FILE_BYTES = 50 * 1024 * 1024;
const TOO_LARGE = "The file is larger than 50 MB. Split it into smaller files.";

/** Adds a file to the knowledge base. */
export function uploadFile(file: File, { isReviewed, ...options }: UploadOptions): Promise<UploadResult> {
  const query = new URLSearchParams({ fileName: file.name, ...(isReviewed && { review: "1" }) });
  return sendUpload({ url: `/api/knowledge/files?${query}`, body: file, read: readAnswer, ...options });
}

/** What these are saved as, so that they can be read. */
const OTHER_FORMATS: [RegExp, string][] = [
  [/\.(?:doc|odt|rtf|pages)$/iu, "Save it as DOCX or PDF, and add that."],
  [/\.(?:xls|ods|numbers)$/iu, "Save it as XLSX or CSV, and add that."],
  [/\.(?:ppt|odp|key)$/iu, "Save it as PPTX or PDF, and add that."],
  [/\.(?:zip|rar|7z|gz|tar)$/iu, "Unpack it, and add its files."],
];

/** Why a file cannot be added; null if it can. */
export function fileFault({ name, size, type }: Pick<File, "name" | "size" | "type">): string | null {
  if (size === 0) return "It is empty, or a folder. Open a folder and add its files.";
  if (size > MAX_FILE_BYTES) return TOO_LARGE;
  const other = OTHER_FORMATS.find(([pattern]) => pattern.test(name));
  if (other) return `Files of this kind are not read. ${other[1]}`;
  if (/^(?:image|audio|video|font)\//u.test(type)) {
    return `It has no text that could be read. Add ${ACCEPTED_TEXT}.`;
  }
  return null;
}

const stored = z.object({ sourceId: z.string() }).transform(({ sourceId }) => ({ ok: true as const, sourceId }));

/** Parses the server's response to an upload. */
export function readAnswer(status: number, text: string): UploadResult {
  return readUploadAnswer(stored, TOO_LARGE, status, text);
}
