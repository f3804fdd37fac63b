import { requireSession } from "@/app/current-session";

/** The list without an open conversation, rendered by the inbox's layout. */
export default async function InboxPage() {
  await requireSession();
  return null;
}
