import { DomainError } from "@/server/errors";

/** A form with a file has one part, and perhaps a few fields that a client adds. */
const MAX_PARTS = 20;
/** A part names its field, its file and its type. */
const MAX_HEADER_BYTES = 8 * 1024;
const HEADER_END = "\r\n\r\n";

/** The boundary that a form's content type names (RFC 2046 §5.1.1); null when it names none that is allowed. */
export function formBoundary(type: string): string | null {
  const named = /;\s*boundary=(?:"([^"]*)"|([^\s;"]*))/i.exec(type);
  const boundary = named?.[1] ?? named?.[2] ?? "";
  return /^[\w'()+,./:=?-]{1,70}$/.test(boundary) ? boundary : null;
}

/**
 * Refuses a form of many parts, or of parts with long headers, before it is parsed: the parser works on the thread that
 * answers requests, and each part costs it far more than the part's bytes.
 * @throws DomainError invalid.
 */
export function assertSmallForm(body: Buffer, boundary: string): void {
  const delimiter = Buffer.from(`--${boundary}`);
  // The last delimiter ends the form.
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
