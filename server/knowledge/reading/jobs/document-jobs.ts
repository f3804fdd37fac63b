import { createHash } from "node:crypto";
import type { Chunk } from "../../chunks/chunk.ts";
import type { ReadText } from "../../chunks/read-text.ts";
import { splitText } from "../../chunks/split-text.ts";
import { DomainError } from "../../../errors.ts";
import { clip } from "../../../text/excerpt.ts";
import { storableText } from "../../../text/storable-text.ts";
import { invalidFile } from "../files/file-fault.ts";
import { readDocument } from "../files/read-document.ts";
import type { OnProgress } from "../files/read-pdf.ts";
import { assertTextFits, lettersIn } from "../files/text-limit.ts";
import type { PageFile } from "../pages/read-page.ts";

/** A document that was read and divided into chunks, ready to be stored. */
export interface ReadDocument {
  title: string;
  chunks: Chunk[];
  warnings: string[];
  /** Of the title and the text. */
  contentHash: string;
}

/** What became of one page: its text, or why it cannot be read. */
export type PageOutcome = (ReadDocument & { ok: true; url: string; links: string[] }) | { ok: false; reason: string };

/** A text that is not in a file. */
export type WrittenText =
  | { format: "text" | "markdown" | "html"; text: string; title: string }
  | { format: "read"; read: ReadText; title: string };

/** The input and result of each job that runs in a worker thread. */
export interface DocumentJobs {
  readFile: { input: { bytes: Uint8Array; fileName: string }; result: ReadDocument };
  readText: { input: WrittenText; result: ReadDocument };
  readPages: { input: PageFile[]; result: PageOutcome[] };
}

export type DocumentJobName = keyof DocumentJobs;

/** A job as it is passed to a worker. */
export type DocumentJob = { [N in DocumentJobName]: { name: N; input: DocumentJobs[N]["input"] } }[DocumentJobName];
export type DocumentResult = DocumentJobs[DocumentJobName]["result"];

export async function doDocumentJob(job: DocumentJob, onProgress: OnProgress): Promise<DocumentResult> {
  if (job.name === "readFile") return readFile(job.input, onProgress);
  if (job.name === "readText") return toDocument(await readWritten(job.input), job.input.title);
  const outcomes: PageOutcome[] = [];
  for (const page of job.input) outcomes.push(await readOne(page));
  return outcomes;
}

async function readFile({ bytes, fileName }: DocumentJobs["readFile"]["input"], onProgress: OnProgress) {
  // Bytes arrive in a worker as a plain Uint8Array; this is a view without a copy.
  const read = await readDocument(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), fileName, onProgress);
  return toDocument(read, read.title || fileName.replace(/\.\w{1,8}$/, ""));
}

async function readWritten(given: WrittenText): Promise<ReadText> {
  if (given.format === "read") return given.read;
  if (given.format === "html") return (await import("../files/read-html.ts")).readHtml(given.text);
  if (given.format === "markdown") return (await import("../files/read-markdown.ts")).readMarkdown(given.text);
  return (await import("../files/read-plain-text.ts")).readPlainText(given.text);
}

async function readOne(page: PageFile): Promise<PageOutcome> {
  try {
    const { readPage } = await import("../pages/read-page.ts");
    const { url, links, ...read } = await readPage(page);
    return { ok: true, url, links, ...toDocument(read, read.title || new URL(url).pathname) };
  } catch (error) {
    if (error instanceof DomainError) return { ok: false, reason: error.message };
    // The libraries throw for some faulty pages, which must not take others with them.
    const cause = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: `The page's HTML cannot be read (${clip(cause, MAX_CAUSE)}).` };
  }
}

function toDocument(read: ReadText, title: string): ReadDocument {
  const { blocks, warnings } = read;
  assertTextFits(lettersIn(blocks));
  const contentHash = createHash("sha256")
    .update(JSON.stringify([title, blocks]))
    .digest("hex");
  const chunks = splitText(read, title);
  if (chunks.length === 0) throw invalidFile("There is no text in it.");
  const anchored = chunks.map((chunk) => ({ ...chunk, anchor: chunk.anchor && storableText(chunk.anchor) }));
  return { title: oneLine(title), chunks: anchored, warnings: warnings.map(storableText), contentHash };
}

const MAX_CAUSE = 200;
const MAX_TITLE = 300;

function oneLine(title: string): string {
  return clip(title.replaceAll(/\s+/g, " ").trim(), MAX_TITLE);
}
