import { onChatRequest, preflight } from "@/server/channels/web/chat-request";
import { findConversationId, visitorOf } from "@/server/channels/web/chat-session";
import { lateMessages } from "@/server/channels/web/late-messages";
import { parseAfter } from "@/server/channels/web/visitor-messages";
import { DomainError } from "@/server/errors";

export const maxDuration = 300;

interface Params {
  params: Promise<{ channel: string }>;
}

/** Streams the messages of employees and late turns after a cursor (CONTRACTS §7). */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  return onChatRequest(request, (await params).channel, async (channel) => {
    const visitor = visitorOf(channel, request.headers.get("authorization"));
    const conversationId = await findConversationId(channel, visitor);
    if (conversationId === null)
      throw new DomainError("not_found", "There is no conversation yet. Send a message first.");
    return lateMessages(conversationId, visitor, parseAfter(request.url), request.signal);
  });
}

export const OPTIONS = preflight;
