import type { Metadata } from "next";
import { currentSession } from "@/app/current-session";
import { InvitationCard } from "@/components/auth/invitation-card";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function InvitationPage() {
  const session = await currentSession();
  return <InvitationCard email={session?.user.email ?? null} />;
}
