import { isUtf8 } from "node:buffer";

/** A header's text as its sender meant it: many write UTF-8, which the HTTP client hands over as if it were Latin-1. */
export function headerText(value: string): string {
  const bytes = Buffer.from(value, "latin1");
  return bytes.toString("latin1") === value && isUtf8(bytes) ? bytes.toString("utf8") : value;
}
