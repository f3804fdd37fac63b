import { preflight } from "@/server/channels/web/chat-request";
import { answerFeedback } from "@/server/channels/web/requests/answer-feedback";

interface Params {
  params: Promise<{ channel: string }>;
}

/** Stores what the visitor thinks of an answer, or of the conversation (CONTRACTS §7). */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  return answerFeedback(request, (await params).channel);
}

export const OPTIONS = preflight;
