import { contentDisposition } from "@/server/text/content-disposition";

/** A CSV file to download. */
export interface CsvFile {
  csv: ReadableStream<Uint8Array>;
  fileName: string;
}

/** Answers a request with a CSV file (RFC 4180, UTF-8). */
export function csvResponse({ csv, fileName }: CsvFile): Response {
  return new Response(csv, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": contentDisposition("attachment", fileName),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
