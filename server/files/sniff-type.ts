import { isUtf8 } from "node:buffer";
import { fileTypeFromBuffer, supportedExtensions } from "file-type";
import { isMp4Audio } from "./recording";

/** The type of a file according to its bytes. */
export interface FileType {
  /** The MIME type without parameters, such as `image/png`. */
  mimeType: string;
  /** Extensions in lower case without a dot; the usual one comes first. */
  extensions: string[];
  /** Whether many formats share this type (text, zip, XML …), so that an unknown extension may be correct. */
  isGeneric: boolean;
}

/**
 * Detects the type of a file from its bytes. The sender's name is used only for types that share the same bytes: kinds
 * of text, and old Office documents.
 */
export async function sniffType(bytes: Uint8Array, name: string): Promise<FileType> {
  const given = extensionOf(name);
  const found = await fileTypeFromBuffer(bytes);
  if (!found || found.mime === "application/xml") return isText(bytes) ? textType(bytes, given) : binary;
  const [mimeType = found.mime] = found.mime.split(";");
  const office = found.ext === "cfb" ? OLD_OFFICE[given] : undefined;
  if (office !== undefined) return known(office, [given]);
  if (found.ext === "webm" && isOnlyAudio(bytes)) return known("audio/webm", ["weba", "webm"]);
  if (found.ext === "mp4" && isMp4Audio(bytes)) return known("audio/mp4", ["m4a", "mp4"]);
  // An animated PNG is also a valid PNG; programs without animation show its first frame.
  if (found.ext === "apng") return known("image/png", ["png", "apng"]);
  return known(mimeType, [found.ext, ...(ALIASES[found.ext] ?? [])], CONTAINERS.has(found.ext));
}

/** Returns the extension of a name in lower case without its dot; empty if there is no extension. */
export function extensionOf(name: string): string {
  return /[^.]\.([a-z\d]{1,12})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
}

/** Whether an extension belongs to a format that would have been detected from the bytes. */
export function isKnownExtension(extension: string): boolean {
  return supportedExtensions.has(extension) || Object.entries(ALIASES).flat(2).includes(extension);
}

const ALIASES: Record<string, string[]> = {
  jpg: ["jpeg", "jpe", "jfif"],
  tif: ["tiff"],
  ogg: ["oga", "opus"],
  opus: ["ogg", "oga"],
  mp4: ["m4v"],
  mid: ["midi"],
  gz: ["tgz"],
  html: ["htm", "xhtml"],
  svg: ["svgz"],
};

const OLD_OFFICE: Record<string, string> = {
  doc: "application/msword",
  xls: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
  msg: "application/vnd.ms-outlook",
};

const CONTAINERS = new Set(["zip", "gz", "xml", "cfb"]);

const binary: FileType = { mimeType: "application/octet-stream", extensions: ["bin"], isGeneric: true };

function known(mimeType: string, extensions: string[], isGeneric = false): FileType {
  return { mimeType, extensions, isGeneric };
}

/** Whether the bytes are UTF-16 with a byte order mark, or UTF-8 without control characters. */
function isText(bytes: Uint8Array): boolean {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return true;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return true;
  return isUtf8(bytes) && !bytes.some((byte) => byte < 0x20 && !TEXT_CONTROLS.has(byte));
}

/** Control characters that occur in texts: tab, line feed, form feed, carriage return, escape. */
const TEXT_CONTROLS = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** Enough of a text to find its first element after comments and declarations. */
const BEGINNING_BYTES = 16_384;

function textType(bytes: Uint8Array, given: string): FileType {
  const isLittleEndian = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  const encoding = isLittleEndian ? "utf-16le" : isBigEndian ? "utf-16be" : "utf-8";
  const beginning = new TextDecoder(encoding).decode(bytes.subarray(0, BEGINNING_BYTES));
  const root = rootOf(beginning);
  if (root === "svg") return known("image/svg+xml", ["svg"]);
  if (root !== null && HTML_ROOTS.has(root)) return known("text/html", ["html", "htm", "xhtml"]);
  if (/^\s*<\?xml/i.test(beginning)) return known("application/xml", ["xml"], true);
  if (encoding === "utf-8" && given !== "csv" && isJson(bytes)) return known("application/json", ["json"], true);
  const mimeType = NAMED_TEXTS[given];
  return mimeType ? known(mimeType, [given]) : known("text/plain", ["txt"], true);
}

/** Kinds of text that differ only by their extension. */
const NAMED_TEXTS: Record<string, string> = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  md: "text/markdown",
  ics: "text/calendar",
  vcf: "text/vcard",
};

/** Elements by which browsers detect HTML (WHATWG MIME Sniffing, "unknown MIME type"). */
const HTML_ROOTS = new Set("html head body script iframe style table title div font img h1 a b br p".split(" "));

/** Returns the name of the first element of markup after its preamble; null if the text is not markup. */
function rootOf(text: string): string | null {
  let rest = text.replace(/^\uFEFF/, "").trimStart();
  for (;;) {
    const opened = PREAMBLE.find(({ start }) => start.test(rest));
    if (!opened) break;
    const end = rest.indexOf(opened.end);
    if (end === -1) return null;
    rest = rest.slice(end + opened.end.length).trimStart();
  }
  if (/^<!doctype\s+html/i.test(rest)) return "html";
  return /^<(?:\w+:)?(\w+)/.exec(rest)?.[1]?.toLowerCase() ?? null;
}

/** Constructs that may precede the first element. */
const PREAMBLE = [
  { start: /^<!--/, end: "-->" },
  { start: /^<\?/, end: "?>" },
  { start: /^<!doctype\s+(?!html)[^>[]*\[/i, end: "]>" },
  { start: /^<!doctype\s+(?!html)/i, end: ">" },
];

function isJson(bytes: Uint8Array): boolean {
  const first = String.fromCharCode(bytes.find((byte) => byte > 0x20) ?? 0);
  if (first !== "{" && first !== "[") return false;
  try {
    JSON.parse(Buffer.from(bytes).toString("utf8"));
    return true;
  } catch {
    return false;
  }
}

/** Whether a WebM lists only audio codecs at its beginning. file-type takes every WebM for a video. */
function isOnlyAudio(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, BEGINNING_BYTES)).toString("latin1");
  return /A_(?:OPUS|VORBIS)/.test(head) && !/V_(?:VP8|VP9|AV1|MPEG)/.test(head);
}
