import { z } from "zod";
import { NO_ANSWER } from "@/components/ui/apply-server-error";
import { MAX_IMPORT_BYTES, sheetPlace, tableColumn, type Separator } from "@/server/schemas/table-column";

/** What the server found in an uploaded file. */
const uploaded = z.object({
  importId: z.string(),
  fileName: z.string(),
  columns: z.array(tableColumn),
  /** The first rows as the file has them, in the order of the columns. */
  preview: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })),
  totalRows: z.int(),
  place: sheetPlace,
  /** Cells whose formula has no stored result. */
  unknownResults: z.array(z.string()),
});

const refused = z.object({ error: z.object({ message: z.string() }) });

export type UploadedFile = z.infer<typeof uploaded>;
export type UploadResult = { ok: true; upload: UploadedFile } | { ok: false; message: string };

/** How to read a file; what is left out is detected from its content. */
export interface UploadChoice {
  sheet?: string;
  separator?: Separator;
}

interface UploadOptions {
  choice: UploadChoice;
  /** The table that the rows are meant for; null: a new one. */
  tableId: string | null;
  /** 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends a file to be imported, telling how far it is. Answers never, when it is given up. */
export function uploadFile(file: File, { choice, tableId, onProgress, signal }: UploadOptions): Promise<UploadResult> {
  const query = new URLSearchParams({ fileName: file.name, ...choice, ...(tableId !== null && { tableId }) });
  // fetch says nothing about how far an upload is.
  const request = new XMLHttpRequest();
  return new Promise((resolve) => {
    request.upload.addEventListener("progress", (event) => event.total > 0 && onProgress(event.loaded / event.total));
    request.addEventListener("load", () => resolve(readAnswer(request.status, request.responseText)));
    request.addEventListener("error", () => resolve({ ok: false, message: NO_ANSWER }));
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", `/api/tables/imports?${query}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
}

/** Why a file is not even sent; null: it may be. */
export function fileFault(file: Pick<File, "name" | "size">): string | null {
  const most = MAX_IMPORT_BYTES / 1024 / 1024;
  if (file.size === 0) return `${file.name} is empty.`;
  if (file.size > MAX_IMPORT_BYTES) return `${file.name} is larger than ${most} MB. Split it and import the parts.`;
  if (/\.(?:xls|ods|numbers)$/iu.test(file.name)) {
    return `${file.name} is neither CSV nor XLSX. Save it as one of these in your spreadsheet, then choose it again.`;
  }
  return null;
}

/** The server's answer to an upload, whatever stands between it and us. */
export function readAnswer(status: number, text: string): UploadResult {
  const body = parsedJson(text);
  const found = uploaded.safeParse(body);
  if (status < 300 && found.success) return { ok: true, upload: found.data };
  const refusal = refused.safeParse(body);
  if (refusal.success) return { ok: false, message: refusal.data.error.message };
  if (status === 413)
    return { ok: false, message: "The file is too large for the server. Split it and import the parts." };
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
