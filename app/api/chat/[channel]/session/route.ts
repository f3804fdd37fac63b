import { z } from "zod";
import { storedString } from "@/server/channels/custom/stored-string";
import { onChatRequest, preflight } from "@/server/channels/web/chat-request";
import { findConversationId, visitorOf } from "@/server/channels/web/chat-session";
import { identifiedChatId } from "@/server/channels/web/identity";
import { shownWelcome } from "@/server/channels/web/shown-welcome";
import { visitorMessages } from "@/server/channels/web/visitor-messages";
import { signVisitorToken } from "@/server/channels/web/visitor-token";
import { DomainError } from "@/server/errors";
import { readJson } from "@/server/http/body/read-json";

const userId = storedString.min(1).max(200);
const sessionBody = z
  .object({ user_id: userId, user_hash: z.string() })
  .partial()
  .refine((body) => (body.user_id === undefined) === (body.user_hash === undefined));

interface Params {
  params: Promise<{ channel: string }>;
}

/**
 * Opens the chat in a browser: returns the visitor's token, the page's texts and the messages so far. With `user_id`
 * and `user_hash`, the visitor is the site's logged-in user.
 */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  return onChatRequest(request, (await params).channel, async (channel) => {
    const body = sessionBody.safeParse(await readJson(request));
    if (!body.success) {
      throw new DomainError("invalid", "Send user_id (1 to 200 characters) and user_hash, both as texts, or neither.");
    }
    const { user_id: userId, user_hash: userHash } = body.data;
    const visitor =
      userId !== undefined && userHash !== undefined
        ? { chatId: identifiedChatId(channel.settings, { userId, userHash }), isNew: false }
        : visitorOf(channel, request.headers.get("authorization"));
    const conversationId = await findConversationId(channel, visitor);
    const { title, greeting } = channel.settings;
    return Response.json({
      token: signVisitorToken(channel.publicId, visitor.chatId),
      title,
      greeting,
      ...(conversationId === null
        ? { messages: await shownWelcome(channel, visitor), cursor: null }
        : await visitorMessages(conversationId, visitor, null)),
    });
  });
}

export const OPTIONS = preflight;
