import { createUIMessageStreamResponse } from "ai";
import { after } from "next/server";
import { acceptChatMessage, parseChatBody } from "@/server/channels/web/accept-chat-message";
import { onChatRequest, preflight } from "@/server/channels/web/chat-request";
import { visitorOf } from "@/server/channels/web/chat-session";
import { streamAnswer } from "@/server/channels/web/chat-stream";
import { readJson } from "@/server/http/read-json";

/** A turn of several model calls and actions may stream for minutes. */
export const maxDuration = 300;

interface Params {
  params: Promise<{ channel: string }>;
}

/** Sends a message and streams the answer (CONTRACTS §7). */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  return onChatRequest(request, (await params).channel, async (channel) => {
    const visitor = visitorOf(channel, request.headers.get("authorization"));
    const input = parseChatBody(await readJson(request));
    const received = await acceptChatMessage(channel, visitor, input);
    const { stream, done } = streamAnswer(received);
    after(done);
    return createUIMessageStreamResponse({
      stream,
      headers: { "x-parley-visitor": visitor.token },
      keepAliveMs: 15_000,
    });
  });
}

export const OPTIONS = preflight;
