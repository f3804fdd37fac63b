import { z } from "zod";
import { readUploadAnswer, sendUpload } from "@/components/uploads/send-upload";
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

const accepted = uploaded.transform((upload) => ({ ok: true as const, upload }));

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

/** Uploads a file for an import. */
export function uploadFile(file: File, { choice, tableId, ...options }: UploadOptions): Promise<UploadResult> {
  const query = new URLSearchParams({ fileName: file.name, ...choice, ...(tableId !== null && { tableId }) });
  return sendUpload({ url: `/api/tables/imports?${query}`, body: file, read: readAnswer, ...options });
}

/** Why a file is not sent at all; null if it may be. */
export function fileFault(file: Pick<File, "name" | "size">): string | null {
  const most = MAX_IMPORT_BYTES / 1024 / 1024;
  if (file.size === 0) return `${file.name} is empty.`;
  if (file.size > MAX_IMPORT_BYTES) return `${file.name} is larger than ${most} MB. Split it and import the parts.`;
  if (/\.(?:xls|ods|numbers)$/iu.test(file.name)) {
    return `${file.name} is neither CSV nor XLSX. Save it as one of these in your spreadsheet, then choose it again.`;
  }
  return null;
}

/** Reads the server's answer to an upload. */
export function readAnswer(status: number, text: string): UploadResult {
  const tooLarge = "The file is too large for the server. Split it and import the parts.";
  return readUploadAnswer(accepted, tooLarge, status, text);
}
