import { preflight } from "@/server/channels/web/chat-request";
import { answerPersonCall } from "@/server/channels/web/requests/ask-for-person";

interface Params {
  params: Promise<{ channel: string }>;
}

/** Hands the visitor's conversation off to people (CONTRACTS §7). */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  return answerPersonCall(request, (await params).channel);
}

export const OPTIONS = preflight;
