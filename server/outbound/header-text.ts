import { isUtf8 } from "node:buffer";

/** Decodes a header's text. Many senders write UTF-8, which the HTTP client returns as Latin-1. */
export function headerText(value: string): string {
  const bytes = Buffer.from(value, "latin1");
  return bytes.toString("latin1") === value && isUtf8(bytes) ? bytes.toString("utf8") : value;
}
