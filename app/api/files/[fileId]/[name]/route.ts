import { answerFile } from "@/server/files/answer-file";

interface Params {
  params: Promise<{ fileId: string; name: string }>;
}

/** Serves a file by its signed link (CONTRACTS §2). */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  return answerFile(request, (await params).fileId);
}

export const HEAD = GET;
