import { preflight } from "@/server/channels/web/chat-request";
import { answerUpload } from "@/server/channels/web/requests/upload-file";

interface Params {
  params: Promise<{ channel: string }>;
}

/** Stores a file that the visitor sends with a later message (CONTRACTS §7). */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  return answerUpload(request, (await params).channel);
}

export const OPTIONS = preflight;
