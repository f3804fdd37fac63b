import { unsupportedFile, invalidFile } from "./file-fault.ts";

export type FileKind = "pdf" | "docx" | "pptx" | "xlsx" | "csv" | "html" | "markdown" | "text";

const ZIP = Buffer.from("PK\x03\x04");
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const BEGINNING_BYTES = 4096;

const CHOOSE = "Choose a PDF, Word, PowerPoint, Excel, CSV, HTML, Markdown or text file.";

/** Other kinds of files by their first bytes, in Latin-1. */
const otherKinds: { sign: RegExp; refusal: string }[] = [
  { sign: /^\{\\rtf/, refusal: "This is an RTF document. Save it as a Word document (.docx) or PDF." },
  { sign: /^(?:\x89PNG|\xff\xd8\xff|GIF8|BM|II\*\0|MM\0\*|RIFF.{4}WEBP)/s, refusal: `This is a picture. ${CHOOSE}` },
  { sign: /^(?:[^\x20-\xff]\x8b|Rar!|7z\xbc\xaf)/, refusal: `This is an archive. Unpack it first. ${CHOOSE}` },
  {
    sign: /^(?:ID3|OggS|fLaC|.E\xdf\xa3|.{4}ftyp|RIFF.{4}(?:WAVE|AVI ))/s,
    refusal: `This is a recording. ${CHOOSE}`,
  },
];

/** Kinds of ZIP archives by the names of their files. */
const archives: { sign: string; kind?: FileKind; refusal?: string }[] = [
  { sign: "word/", kind: "docx" },
  { sign: "ppt/", kind: "pptx" },
  { sign: "xl/", kind: "xlsx" },
  {
    sign: "META-INF/manifest.xml",
    refusal: "This is an OpenDocument file. Save it as .docx, .pptx, .xlsx or PDF.",
  },
  { sign: ".iwa", refusal: "This is an Apple iWork document. Export it as PDF or as a Word document (.docx)." },
  { sign: "META-INF/container.xml", refusal: "This is an EPUB book. Convert it to PDF or to a Word document (.docx)." },
];

/**
 * The kind of a file by its bytes. Only kinds of text that have no signs of their own are told apart by the name.
 * @throws DomainError invalid if it is empty or locked, unsupported_type for other kinds.
 */
export function fileKind(bytes: Buffer, fileName: string): FileKind {
  if (bytes.length === 0) throw invalidFile("The file is empty.");
  if (bytes.subarray(0, 1024).includes("%PDF-")) return "pdf";
  if (bytes.subarray(0, 4).equals(ZIP)) return archiveKind(bytes);
  if (bytes.subarray(0, 4).equals(OLD_OFFICE)) throw oldOffice(bytes);
  const beginning = bytes.toString("latin1", 0, BEGINNING_BYTES);
  const other = otherKinds.find(({ sign }) => sign.test(beginning));
  if (other) throw unsupportedFile(other.refusal);
  if (!isText(bytes)) throw unsupportedFile(`This kind of file cannot be read. ${CHOOSE}`);
  if (/^(?:\xef\xbb\xbf)?\s*(?:<!--[\s\S]*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype html|html|head|body)/i.test(beginning))
    return "html";
  return namedKind(fileName.toLowerCase());
}

function namedKind(name: string): FileKind {
  if (/\.(?:csv|tsv)$/.test(name)) return "csv";
  if (/\.(?:md|markdown|mdx)$/.test(name)) return "markdown";
  return /\.x?html?$/.test(name) ? "html" : "text";
}

/** The names of an archive's files are at its end; the first of them are in front of the files, too. */
function archiveKind(bytes: Buffer): FileKind {
  const names = bytes.toString("latin1", Math.max(0, bytes.length - 2_000_000)) + bytes.toString("latin1", 0, 200);
  const found = archives.find(({ sign }) => names.includes(sign));
  if (found?.kind) return found.kind;
  throw unsupportedFile(found?.refusal ?? `This is a ZIP archive without a document that can be read. ${CHOOSE}`);
}

/** Documents with a password are stored in a container of the old format (MS-OFFCRYPTO 2.3). */
function oldOffice(bytes: Buffer) {
  if (bytes.includes(Buffer.from("EncryptedPackage", "utf16le"))) {
    return invalidFile("The document is protected by a password. Save it without one.");
  }
  return unsupportedFile("This is a document in an old format of Office. Save it as .docx, .pptx or .xlsx.");
}

/** Text has no control characters but those of lines; UTF-16 is known by its mark. */
function isText(bytes: Buffer): boolean {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const beginning = bytes.subarray(0, 1_000_000);
  if (!isUtf16) return !beginning.some(isControl);
  // Recordings, too, can begin with the mark of UTF-16.
  const units = new Uint16Array(beginning.length >> 1).map((_, i) =>
    bytes[0] === 0xff ? beginning.readUInt16LE(2 * i) : beginning.readUInt16BE(2 * i),
  );
  return !units.some(isControl);
}

function isControl(code: number): boolean {
  return code < 0x20 && !TEXT_CONTROLS.has(code);
}

/** Tab, line feed, form feed, carriage return, escape, and the end mark of old DOS texts. */
const TEXT_CONTROLS = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1a, 0x1b]);
