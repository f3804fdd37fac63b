import { DomainError } from "@/server/errors";
import { assertSmallForm, formBoundary } from "./assert-small-form";
import { readBytes } from "./read-bytes";

/** The size that a form adds with its boundaries and field names. */
const FORM_BYTES = 1024 * 1024;

export interface SentFile {
  bytes: Buffer;
  /** Empty if the request has none. */
  name: string;
}

/**
 * Reads the file in a request: a form's field `file`, or the body itself. Its name is in `?fileName=` or in the form.
 * @param maxBytes The file's limit, a multiple of one megabyte (1024 × 1024).
 * @param refusal The error message for a larger file.
 * @throws DomainError payload_too_large; invalid if a form has no file, or too many parts.
 */
export async function readSentFile(request: Request, maxBytes: number, refusal: string): Promise<SentFile> {
  const body = await readBytes(request, maxBytes + FORM_BYTES, refusal);
  const name = new URL(request.url).searchParams.get("fileName");
  const type = request.headers.get("content-type") ?? "";
  const file = type.startsWith("multipart/form-data") ? await fileOfForm(body, type) : null;
  const bytes = file ? Buffer.from(await file.arrayBuffer()) : body;
  if (bytes.length > maxBytes) throw new DomainError("payload_too_large", refusal);
  return { bytes, name: name ?? file?.name ?? "" };
}

async function fileOfForm(body: Buffer, type: string): Promise<File> {
  const boundary = formBoundary(type);
  const file = boundary === null ? null : await readFileField(body, boundary);
  if (file instanceof File) return file;
  const message = 'The form has no file. Send it in the field "file".';
  throw new DomainError("invalid", message, { details: [{ path: ["file"], message }] });
}

async function readFileField(body: Buffer, boundary: string): Promise<File | string | null | undefined> {
  assertSmallForm(body, boundary);
  // Uses the boundary whose parts were counted, because a parser may read the sender's header differently.
  const headers = { "content-type": `multipart/form-data; boundary="${boundary}"` };
  const form = await new Response(new Uint8Array(body), { headers }).formData().catch(() => null);
  return form?.get("file");
}
