import type { Metadata } from "next";
import type { ReactNode } from "react";
import { requireSession } from "@/app/current-session";
import { InboxScreen } from "@/components/inbox/inbox-screen";
import { hasRole } from "@/server/roles";

export const metadata: Metadata = { title: "Inbox" };

/**
 * `?channel=…&bot=…&state=…&tag=…&search=…` narrow the list. The screen reads from the address which conversation is
 * open, so that it stays as it is while one goes from one to the next; the pages below hold nothing of their own.
 */
export default async function InboxLayout({ children }: { children: ReactNode }) {
  const { user, role } = await requireSession();
  return (
    <>
      <InboxScreen member={{ id: user.id, name: user.name, canOperate: hasRole(role, "operator") }} />
      {children}
    </>
  );
}
