import { askForPerson } from "@/server/conversations/call-person";
import { beginConversation } from "@/server/conversations/begin-conversation";
import { DomainError } from "@/server/errors";
import { parseLanguage } from "@/server/schemas/widget/parse-language";
import { awayNow } from "@/server/turn/context/away-now";
import { findConversationId, type Visitor } from "../chat-session";
import type { WebChannel } from "../find-web-channel";
import type { PersonCalled } from "../protocol";
import { findVisitorConversation } from "../session/find-visitor-conversation";
import { openQuestions } from "../session/pre-chat";
import { beginWithWelcome } from "../shown-welcome";
import { limitRequest } from "./limit-requests";
import { onVisitorRequestWithoutBody } from "./visitor-request";

/** Handles `POST /api/chat/<public id>/person` (CONTRACTS §7): hands the visitor's conversation off to people, once. */
export function answerPersonCall(request: Request, publicId: string): Promise<Response> {
  return onVisitorRequestWithoutBody(request, publicId, async (channel, visitor) => {
    if (!channel.settings.widget.features.person) {
      throw new DomainError("forbidden", "In this chat, people cannot be called.");
    }
    await limitRequest("person", channel, visitor, request.headers);
    const conversationId =
      (await findConversationId(channel, visitor)) ?? (await begin(channel, visitor, request.headers));
    await askForPerson({ workspaceId: channel.workspaceId, conversationId });
    const conversation = await findVisitorConversation(channel, visitor);
    const called: PersonCalled = {
      answered_by: conversation?.answeredBy ?? { kind: "person", name: null, photo_url: null },
      away: await awayNow(channel.id, new Date(), conversation?.language ?? null),
    };
    return Response.json(called);
  });
}

/**
 * Begins the visitor's conversation before the first message, with what the bot has said to them.
 * @throws DomainError conflict if the visitor has to agree to something or to answer questions first.
 */
async function begin(channel: WebChannel, visitor: Visitor, headers: Headers): Promise<string> {
  const { consentVersion, preChat } = channel.settings.widget;
  const questions = openQuestions(preChat, { visitor, conversation: null, user: null });
  if (consentVersion > 0 || questions.some(({ required }) => required)) {
    throw new DomainError("conflict", "Write a first message, then ask for a person.");
  }
  await beginWithWelcome(channel, visitor, browserLanguage(headers));
  await beginConversation({ ...channel, channelId: channel.id, chatId: visitor.chatId });
  const conversationId = await findConversationId(channel, visitor);
  if (conversationId === null) throw new Error("The conversation was not begun.");
  return conversationId;
}

/** The language that the browser prefers, as a tag; null if it does not say. */
function browserLanguage(headers: Headers): string | null {
  const [first = ""] = (headers.get("accept-language") ?? "").split(/[,;]/);
  return parseLanguage(first.trim());
}
