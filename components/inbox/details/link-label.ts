import type { ConversationLink } from "@/server/schemas/conversation-link";

const labels: Record<ConversationLink["type"], string> = {
  user: "Open the customer",
  chat: "Open the chat",
  phone: "Open the phone number",
  lead: "Open the lead",
  other: "Open the link",
};

/** The label of the button that opens the customer's record in another system. */
export function linkLabel({ type, hint }: ConversationLink): string {
  return hint?.trim() || labels[type];
}
