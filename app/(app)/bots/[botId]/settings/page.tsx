import { requireSession } from "@/app/current-session";
import type { Metadata } from "next";
import { BehaviourForm } from "@/components/bot-settings/behaviour-form";
import { hasRole } from "@/server/accounts/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Behaviour" };

export default async function BehaviourPage({ params }: { params: Promise<{ botId: string }> }) {
  const { botId } = await params;
  const me = await requireSession();
  const caller = await getServerCaller();
  const bot = await caller.bots.get({ botId });
  return <BehaviourForm bot={bot} canEdit={hasRole(me.role, "editor")} />;
}
