import { preflight } from "@/server/channels/web/chat-request";
import { answerRestart } from "@/server/channels/web/requests/restart-chat";

interface Params {
  params: Promise<{ channel: string }>;
}

/** Starts the visitor's conversation again (CONTRACTS §7). */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  return answerRestart(request, (await params).channel);
}

export const OPTIONS = preflight;
