import { requireSession } from "@/app/current-session";

/** One conversation; the inbox's layout shows it. */
export default async function ConversationPage() {
  await requireSession();
  return null;
}
