import { requireSession } from "@/app/current-session";

/** One conversation, rendered by the inbox's layout. */
export default async function ConversationPage() {
  await requireSession();
  return null;
}
