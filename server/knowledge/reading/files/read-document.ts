import type { ReadText } from "../../chunks/read-text.ts";
import { decodeText } from "./decode-text.ts";
import { invalidFile } from "./file-fault.ts";
import { fileKind, type FileKind } from "./file-kind.ts";
import { nameNote } from "./name-note.ts";
import type { OnProgress } from "./read-pdf.ts";
import { assertTextFits, lettersIn } from "./text-limit.ts";

/**
 * Reads the text of a file. A warning says that it is of another kind than its name.
 * @throws DomainError invalid or unsupported_type, with the reason and what to do.
 */
export async function readDocument(bytes: Buffer, fileName: string, onProgress: OnProgress): Promise<ReadText> {
  const kind = fileKind(bytes, fileName);
  const read = await readers[kind](bytes, onProgress);
  if (read.blocks.length === 0) throw invalidFile("The file has no text.");
  assertTextFits(lettersIn(read.blocks));
  const note = nameNote(kind, fileName);
  return note === null ? read : { ...read, warnings: [note, ...read.warnings] };
}

/** Each reader is imported when it is needed, so that a worker starts faster. */
const readers: Record<FileKind, (bytes: Buffer, onProgress: OnProgress) => Promise<ReadText>> = {
  pdf: async (bytes, onProgress) => (await import("./read-pdf.ts")).readPdf(bytes, onProgress),
  docx: async (bytes) => (await import("./read-docx.ts")).readDocx(bytes),
  pptx: async (bytes) => (await import("./read-pptx.ts")).readPptx(bytes),
  xlsx: async (bytes) => (await import("./read-rows.ts")).readWorkbook(bytes),
  csv: async (bytes) => (await import("./read-rows.ts")).readCsvText(decodeText(bytes)),
  html: async (bytes) => {
    const { decodeHtml, readHtml } = await import("./read-html.ts");
    return readHtml(decodeHtml(bytes));
  },
  markdown: async (bytes) => (await import("./read-markdown.ts")).readMarkdown(decodeText(bytes)),
  text: async (bytes) => (await import("./read-plain-text.ts")).readPlainText(decodeText(bytes)),
};
