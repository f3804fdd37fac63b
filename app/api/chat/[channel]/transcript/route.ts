import { preflight } from "@/server/channels/web/chat-request";
import { answerMailedTranscript, answerTranscript } from "@/server/channels/web/requests/transcript/answer-transcript";

interface Params {
  params: Promise<{ channel: string }>;
}

/** The visitor's conversation as plain text (CONTRACTS §7). */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  return answerTranscript(request, (await params).channel);
}

/** Sends it by e-mail. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  return answerMailedTranscript(request, (await params).channel);
}

export const OPTIONS = preflight;
