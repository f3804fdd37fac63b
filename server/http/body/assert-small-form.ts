import { DomainError } from "@/server/errors";

/** A form with a file has one part, and possibly a few fields that a client adds. */
const MAX_PARTS = 20;
/** The headers of a part name its field, its file and its type. */
const MAX_HEADER_BYTES = 8 * 1024;
const HEADER_END = "\r\n\r\n";

/** Returns the boundary from a form's content type (RFC 2046 §5.1.1); null if it is missing or invalid. */
export function formBoundary(type: string): string | null {
  const named = /;\s*boundary=(?:"([^"]*)"|([^\s;"]*))/i.exec(type);
  const boundary = named?.[1] ?? named?.[2] ?? "";
  return /^[\w'()+,./:=?-]{1,70}$/.test(boundary) ? boundary : null;
}

/**
 * Refuses a form with many parts, or with long headers in a part, before it is parsed. The parser runs on the thread
 * that handles requests, and the cost per part is far higher than the part's bytes suggest.
 * @throws DomainError invalid.
 */
export function assertSmallForm(body: Buffer, boundary: string): void {
  const delimiter = Buffer.from(`--${boundary}`);
  // One more, because the last delimiter ends the form.
  let left = MAX_PARTS + 1;
  for (let at = body.indexOf(delimiter); at !== -1; at = body.indexOf(delimiter, at + delimiter.length)) {
    left -= 1;
    if (left < 0) throw refused(`The form has more than ${MAX_PARTS} parts. Send the file alone.`);
    const headers = body.subarray(at + delimiter.length, at + delimiter.length + MAX_HEADER_BYTES);
    if (headers.length === MAX_HEADER_BYTES && !headers.includes(HEADER_END)) {
      throw refused(`A part of the form has headers of more than ${MAX_HEADER_BYTES / 1024} kB. Shorten them.`);
    }
  }
}

function refused(message: string): DomainError {
  return new DomainError("invalid", message, { details: [{ path: ["file"], message }] });
}
