import Link from "next/link";
import { conversationName } from "@/components/conversations/conversation-name";
import type { ListedDelivery } from "../delivery-types";

/** A delivery's conversation, named as in the inbox, with a link to it. */
export function CustomerLink({ delivery: { conversation } }: { delivery: Pick<ListedDelivery, "conversation"> }) {
  if (!conversation) return null;
  const { clientName, clientPhone } = conversation;
  return (
    <Link
      href={`/inbox/${conversation.id}`}
      className="relative z-10 inline-block max-w-full truncate rounded-sm align-bottom underline decoration-border-strong underline-offset-2 focus-ring hover:decoration-current"
    >
      {conversationName({ ...conversation, clientName: clientName ?? clientPhone })}
    </Link>
  );
}
