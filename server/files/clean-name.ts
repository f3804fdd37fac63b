import { extensionOf, isKnownExtension, type FileType } from "./sniff-type";

/** The longest name of a file, in characters. */
const MAX_NAME = 200;
const NAMELESS = "file";

/**
 * Makes a name that is safe to show and to save under: without folders and invisible characters, at most 200 characters
 * long, and with an extension that matches the bytes (a PNG named `scan.pdf` becomes `scan.png`).
 */
export function cleanName(name: string, type: FileType): string {
  const last = baseName(name);
  const extension = extensionOf(last);
  if (fits(extension, type)) return shorten(last, extension);
  // A suffix that is not a known extension is part of the name: "Offer v1.2".
  const stem = isKnownExtension(extension) ? last.slice(0, -extension.length - 1) : last;
  const [right = "bin"] = type.extensions;
  return shorten(`${stem}.${right}`, right);
}

function fits(extension: string, { extensions, isGeneric }: FileType): boolean {
  if (extensions.includes(extension)) return true;
  return isGeneric && extension !== "" && !isKnownExtension(extension);
}

/** Returns the last part of a Unix or Windows path, without control and direction characters. */
export function baseName(name: string): string {
  const visible = name
    .toWellFormed()
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, "")
    .replaceAll(/\s+/gu, " ");
  const parts = visible.split(/[/\\]/).map((part) => part.replaceAll(/^[\s.]+|[\s.]+$/gu, ""));
  return parts.findLast((part) => part !== "") ?? NAMELESS;
}

function shorten(name: string, extension: string): string {
  const characters = [...name];
  if (characters.length <= MAX_NAME) return name;
  const end = `.${extension}`;
  return `${characters.slice(0, MAX_NAME - end.length).join("")}${end}`;
}
