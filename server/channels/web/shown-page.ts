import type { Visitor } from "./chat-session";
import type { WebChannel } from "./find-web-channel";
import type { MessagePage } from "./protocol";
import { shownWelcome } from "./shown-welcome";
import { visitorMessages } from "./visitor-messages";

/**
 * The newest messages that a chat shows when it is opened: those of Welcome while there are no others.
 * @param language The visitor's, as a tag; null if it is not known.
 */
export async function shownPage(
  channel: WebChannel,
  visitor: Visitor,
  conversationId: string | null,
  language: string | null,
): Promise<MessagePage> {
  const page = await visitorMessages(conversationId, visitor);
  if (page.messages.length > 0) return page;
  return { messages: await shownWelcome(channel, visitor, language), cursor: null, earlier: null };
}
