import { onChatRequest, preflight } from "@/server/channels/web/chat-request";
import { findConversationId, visitorOf } from "@/server/channels/web/chat-session";
import { parsePlace, visitorMessages } from "@/server/channels/web/visitor-messages";

interface Params {
  params: Promise<{ channel: string }>;
}

/**
 * Returns the messages after a cursor, to resume a chat after a reload or a lost connection, or those before one, to read
 * what was said earlier (CONTRACTS §7).
 */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  return onChatRequest(request, (await params).channel, async (channel) => {
    const visitor = visitorOf(channel, request.headers.get("authorization"));
    const conversationId = await findConversationId(channel, visitor);
    return Response.json(await visitorMessages(conversationId, visitor, parsePlace(request.url)));
  });
}

export const OPTIONS = preflight;
