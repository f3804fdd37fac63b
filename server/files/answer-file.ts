import { errorResponse } from "@/server/http/errors/error-response";
import { contentDisposition } from "@/server/text/content-disposition";
import { checkFileLink, LINK_DAYS } from "./file-link";
import { isShownInBrowser } from "./message-type";
import { parseRange } from "./parse-range";
import { readFile, type OpenFile } from "./read-file";

/** Headers of every response: the type is not guessed, the file not indexed, and its link not sent as a referrer. */
const SAFETY = { "x-content-type-options": "nosniff", "x-robots-tag": "noindex", "referrer-policy": "no-referrer" };

/** Handles a GET or HEAD of a signed link with the whole file or the requested range. */
export async function answerFile(request: Request, fileId: string): Promise<Response> {
  const link = checkFileLink(fileId, new URL(request.url).searchParams);
  if (link !== "valid") return plain(REFUSALS[link].status, REFUSALS[link].text);
  try {
    const file = await readFile(fileId);
    return file ? send(file, request) : plain(404, "This file does not exist any more.");
  } catch (error) {
    return errorResponse(error);
  }
}

const REFUSALS = {
  forged: { status: 403, text: "This link to a file is not complete, or was changed. Ask for a new one." },
  expired: {
    status: 410,
    text: `This link has expired: links to files work for ${LINK_DAYS} days. Ask for a new one.`,
  },
};

function send(file: OpenFile, { method, headers: asked }: Request): Response {
  const etag = `"${file.id}"`;
  const headers = headersOf(file, etag);
  if (asked.get("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers });
  const isUnchanged = (asked.get("if-range") ?? etag) === etag;
  const range = isUnchanged ? parseRange(asked.get("range"), file.sizeBytes) : null;
  if (range === "unsatisfiable") {
    return new Response(null, { status: 416, headers: { ...SAFETY, "content-range": `bytes */${file.sizeBytes}` } });
  }
  const { start, end } = range ?? { start: 0, end: file.sizeBytes };
  return new Response(method === "HEAD" ? null : file.read({ start, end }), {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      "content-length": String(end - start),
      ...(range && { "content-range": `bytes ${start}-${end - 1}/${file.sizeBytes}` }),
    },
  });
}

function headersOf({ name, mimeType }: OpenFile, etag: string): Record<string, string> {
  const isText = mimeType.startsWith("text/") || mimeType === "application/json";
  return {
    ...SAFETY,
    etag,
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=86400, immutable",
    "content-disposition": contentDisposition(isShownInBrowser(mimeType) ? "inline" : "attachment", name),
    "content-type": isText ? `${mimeType}; charset=utf-8` : mimeType,
    // A sandbox would break the browsers' built-in PDF viewers, and scripts in a PDF cannot access the page.
    ...(mimeType !== "application/pdf" && { "content-security-policy": "default-src 'none'; sandbox" }),
  };
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { ...SAFETY, "content-type": "text/plain; charset=utf-8" } });
}
