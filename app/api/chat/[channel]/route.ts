import { after } from "next/server";
import { answerChatMessage } from "@/server/channels/web/answer-chat-message";
import { preflight } from "@/server/channels/web/chat-request";

/** A turn with several model calls and actions can stream for minutes. */
export const maxDuration = 300;

interface Params {
  params: Promise<{ channel: string }>;
}

/** Stores a message and streams the answer (CONTRACTS §7). */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  return answerChatMessage(request, (await params).channel, after);
}

export const OPTIONS = preflight;
