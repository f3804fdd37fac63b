import type { Metadata } from "next";
import type { ReactNode } from "react";
import { requireSession } from "@/app/current-session";
import { InboxScreen } from "@/components/inbox/inbox-screen";
import { hasRole } from "@/server/roles";

export const metadata: Metadata = { title: "Inbox" };

/**
 * `?channel=…&bot=…&state=…&tag=…&search=…` filter the list. The screen reads the open conversation from the address,
 * so that it stays mounted when another one is opened; the pages below render nothing.
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
