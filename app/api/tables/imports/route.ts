import { answerUpload } from "@/server/tables/imports/upload-request";

export const maxDuration = 60;

/** Takes a file that is to become a table's rows, and answers with what it holds. */
export async function POST(request: Request): Promise<Response> {
  return answerUpload(request);
}
