import { HIDDEN } from "@/server/accounts/access/hide-contacts";
import type { ReplyValues } from "@/server/inbox/saved-replies/reply-template";
import type { InboxConversation, InboxMember } from "../../inbox-types";

type Conversation = Pick<InboxConversation, "clientName" | "clientPhone" | "bot" | "channel" | "variables">;

/** The values of saved replies in a conversation. A visitor without a name has none, instead of a made-up one. */
export function replyValuesOf(conversation: Conversation, member: Pick<InboxMember, "name">): ReplyValues {
  const { clientName, clientPhone, bot, channel, variables } = conversation;
  return {
    fixed: {
      "customer.name": clientName,
      "customer.phone": clientPhone === HIDDEN ? null : clientPhone,
      "operator.name": member.name,
      "bot.name": bot.name,
      "channel.name": channel.name,
    },
    variables,
  };
}
