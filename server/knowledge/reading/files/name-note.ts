import type { FileKind } from "./file-kind.ts";

/** What endings promise that are known by their bytes. */
const promised: { ending: RegExp; name: string }[] = [
  { ending: /\.(?:docx?|odt|rtf)$/, name: "Word document" },
  { ending: /\.(?:xlsx?|ods)$/, name: "Excel workbook" },
  { ending: /\.(?:pptx?|odp)$/, name: "presentation" },
  { ending: /\.pdf$/, name: "PDF" },
];

/** Endings of plain texts, and of texts with a structure that is not interpreted. */
const TEXT_ENDING = /\.(?:txt|text|log|asc|rst|tex|srt|vtt|json|jsonl|xml|ya?ml|ini|conf|cfg|properties)$/;
const ENDING = /\.([a-z][a-z0-9]{0,9})$/;

/** Says that a file was read otherwise than its name says; null if the name fits, or says nothing. */
export function nameNote(kind: FileKind, fileName: string): string | null {
  if (kind !== "text" && kind !== "html") return null;
  const name = fileName.toLowerCase();
  const wrong = promised.find(({ ending }) => ending.test(name));
  const [is, as] = kind === "text" ? ["plain text", "text"] : ["a web page", "a web page"];
  if (wrong) return `The name says ${wrong.name}, but the file is ${is}. It was read as ${as}.`;
  const [, ending] = ENDING.exec(name) ?? [];
  if (kind === "html" || ending === undefined || TEXT_ENDING.test(name)) return null;
  return `Files that end with .${ending} are not a known kind. It was read as text.`;
}
