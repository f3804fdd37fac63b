import { z } from "zod";
import { readUploadAnswer, sendUpload } from "@/components/uploads/send-upload";
import { MAX_IMPORT_BYTES, sheetPlace, tableColumn, type Separator } from "@/server/schemas/table-column";

/** The server's findings in an uploaded file. */
const uploaded = z.object({
  importId: z.string(),
  fileName: z.string(),
  columns: z.array(tableColumn),
  /** The file's first rows, unchanged, in the order of the columns. */
  preview: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })),
  totalRows: z.int(),
  place: sheetPlace,
  /** Cells whose formula has no stored result. */
  unknownResults: z.array(z.string()),
});

const accepted = uploaded.transform((upload) => ({ ok: true as const, upload }));

export type UploadedFile = z.infer<typeof uploaded>;
export type UploadResult = { ok: true; upload: UploadedFile } | { ok: false; message: string };

/** How to read a file; missing fields are detected from its content. */
export interface UploadChoice {
  sheet?: string;
  separator?: Separator;
}

interface UploadOptions {
  choice: UploadChoice;
  /** The table to import into; null for a new one. */
  tableId: string | null;
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Uploads a file for an import. */
export function uploadFile(file: File, { choice, tableId, ...options }: UploadOptions): Promise<UploadResult> {
  const query = new URLSearchParams({ fileName: file.name, ...choice, ...(tableId !== null && { tableId }) });
  return sendUpload({ url: `/api/tables/imports?${query}`, body: file, read: readAnswer, ...options });
}

/** Why a file cannot be uploaded; null if it can. */
export function fileFault(file: Pick<File, "name" | "size">): string | null {
  const most = MAX_IMPORT_BYTES / 1024 / 1024;
  if (file.size === 0) return `${file.name} is empty.`;
  if (file.size > MAX_IMPORT_BYTES) return `${file.name} is larger than ${most} MB. Split it and import the parts.`;
  if (/\.(?:xls|ods|numbers)$/iu.test(file.name)) {
    return `${file.name} is neither CSV nor XLSX. Save it as one of these in your spreadsheet, then choose it again.`;
  }
  return null;
}

/** Parses the server's response to an upload. */
export function readAnswer(status: number, text: string): UploadResult {
  const tooLarge = "The file is too large. Split it and import the parts.";
  return readUploadAnswer(accepted, tooLarge, status, text);
}
