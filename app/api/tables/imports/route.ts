import { answerUpload } from "@/server/tables/imports/upload-request";

export const maxDuration = 60;

/** Stores a file for a table import, and returns its columns and first rows. */
export async function POST(request: Request): Promise<Response> {
  return answerUpload(request);
}
