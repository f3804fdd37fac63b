import { requireSession } from "@/app/current-session";

/** The list alone; its layout shows it. */
export default async function InboxPage() {
  await requireSession();
  return null;
}
