import { getDocumentProxy } from "unpdf";
import type { ReadText } from "../../chunks/read-text.ts";
import { invalidFile } from "./file-fault.ts";
import { pdfBlocks } from "./pdf-blocks.ts";
import { linesOf, type PdfItem, type PdfLine } from "./pdf-lines.ts";
import { assertTextFits } from "./text-limit.ts";

const MAX_PAGES = 2000;
const SCANNED =
  "This PDF has no text: it is scanned, so its pages are pictures. Recognise its text (OCR) with a scanner's or PDF program, and add it again.";

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Is told how many pages were read. */
export type OnProgress = (done: number, total: number) => void;

/**
 * Reads a PDF page by page, so that its memory does not depend on the number of pages.
 * @throws DomainError invalid if it is damaged, locked, too long or has no text.
 */
export async function readPdf(bytes: Uint8Array, onProgress: OnProgress): Promise<ReadText> {
  const document = await open(bytes);
  try {
    const { numPages } = document;
    if (numPages > MAX_PAGES) {
      const [pages, most] = [numPages.toLocaleString("en"), MAX_PAGES.toLocaleString("en")];
      throw invalidFile(`The PDF has ${pages} pages; ${most} are the most that is read. Split it.`);
    }
    const { pages, broken } = await readPages(document, onProgress);
    if (broken.length === numPages) throw damaged();
    if (pages.every((lines) => lines.length === 0)) throw invalidFile(SCANNED);
    const empty = pages.flatMap((lines, i) => (lines.length === 0 && !broken.includes(i + 1) ? [i + 1] : []));
    const warnings = [
      ...sentence(empty, "no text, so it may be a picture", "no text, so they may be pictures", "has", "have"),
      ...sentence(broken, "damaged and was not read", "damaged and were not read", "is", "are"),
    ];
    return { title: await titleOf(document), blocks: pdfBlocks(pages), warnings };
  } finally {
    await document.destroy();
  }
}

async function readPages(document: Document, onProgress: OnProgress) {
  const pages: PdfLine[][] = [];
  const broken: number[] = [];
  let letters = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const lines = await readPage(document, number);
    if (!lines) broken.push(number);
    pages.push(lines ?? []);
    letters += lines?.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
    assertTextFits(letters);
    onProgress(number, document.numPages);
  }
  return { pages, broken };
}

/** Returns null if the page is damaged. */
async function readPage(document: Document, number: number): Promise<PdfLine[] | null> {
  try {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return linesOf(
      items.filter((item): item is typeof item & PdfItem => "str" in item),
      number,
    ).filter(({ text }) => text !== "");
  } catch {
    return null;
  }
}

async function open(bytes: Uint8Array): Promise<Document> {
  try {
    // The library refuses a Buffer; this is a view without a copy.
    const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    // Errors only: the library prints a warning for each unusual font.
    return await getDocumentProxy(view, { verbosity: 0 });
  } catch (error) {
    const isLocked = error instanceof Error && error.name === "PasswordException";
    throw isLocked
      ? invalidFile("The PDF is protected by a password. Save it without one, and add it again.")
      : damaged();
  }
}

/** Programs write a file's name or their own name if nobody typed a title. */
const NO_TITLE =
  /^(?:untitled|microsoft |powerpoint |print|document\d*$)|\.(?:docx?|pptx?|xlsx?|pdf|indd|tex|dvi|qxd)$/i;

async function titleOf(document: Document): Promise<string> {
  try {
    const { info } = await document.getMetadata();
    const title = "Title" in info && typeof info.Title === "string" ? info.Title.trim() : "";
    return NO_TITLE.test(title) ? "" : title;
  } catch {
    return "";
  }
}

const NAMED_PAGES = 10;

function sentence(pages: number[], one: string, many: string, verb: string, verbs: string): string[] {
  if (pages.length === 0) return [];
  if (pages.length === 1) return [`Page ${pages[0]} ${verb} ${one}.`];
  const more = pages.length > NAMED_PAGES ? ` and ${pages.length - NAMED_PAGES} more` : "";
  return [`Pages ${pages.slice(0, NAMED_PAGES).join(", ")}${more} ${verbs} ${many}.`];
}

function damaged() {
  return invalidFile("The PDF is damaged. Open it in a PDF program and save it again.");
}
