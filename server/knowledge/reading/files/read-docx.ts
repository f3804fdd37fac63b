import mammoth from "mammoth";
import { storeZip } from "../../../tables/reading/workbook/store-zip.ts";
import type { ReadText } from "../../chunks/read-text.ts";
import { htmlBlocks } from "../html/html-blocks.ts";
import { parseHtml } from "../html/parse-html.ts";
import { invalidFile } from "./file-fault.ts";
import { unpackOffice } from "./office-archive.ts";

/** Reads a Word document. @throws DomainError invalid. */
export async function readDocx(bytes: Buffer): Promise<ReadText> {
  // The library gets an archive that was unpacked within limits, so it never unpacks anything itself.
  const buffer = storeZip(unpackOffice(bytes));
  const html = await convert(buffer);
  return { title: "", blocks: htmlBlocks(parseHtml(html).body), warnings: [] };
}

/** In addition to the headings, which the library knows. */
const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"];

async function convert(buffer: Buffer): Promise<string> {
  try {
    return (await mammoth.convertToHtml({ buffer }, { styleMap: STYLES, ignoreEmptyParagraphs: true })).value;
  } catch {
    throw invalidFile("The Word document is damaged. Open it in Word and save it again.");
  }
}
