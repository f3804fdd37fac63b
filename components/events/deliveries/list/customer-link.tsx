import Link from "next/link";
import type { ListedDelivery } from "../delivery-types";

/** The customer of a delivery's conversation, with a link to it. */
export function CustomerLink({ delivery: { conversation } }: { delivery: Pick<ListedDelivery, "conversation"> }) {
  if (!conversation) return null;
  return (
    <Link
      href={`/inbox/${conversation.id}`}
      className="relative z-10 inline-block max-w-full truncate rounded-sm align-bottom underline decoration-border-strong underline-offset-2 focus-ring hover:decoration-current"
    >
      {conversation.customer ?? "Conversation"}
    </Link>
  );
}
