import { requireSession } from "@/app/current-session";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BehaviourForm } from "@/components/bot-settings/behaviour-form";
import { DuplicateBotSection } from "@/components/bots/duplicate-bot-section";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";
import { findBot } from "../find-bot";

export const metadata: Metadata = { title: "Behaviour" };

export default async function BehaviourPage({ params }: { params: Promise<{ botId: string }> }) {
  const { botId } = await params;
  const me = await requireSession();
  const bot = (await findBot(botId)) ?? notFound();
  const models = await (await getServerCaller()).models.list();
  const canEdit = hasRole(me.role, "editor");
  return (
    <>
      <BehaviourForm bot={bot} models={models} userId={me.user.id} canEdit={canEdit} />
      {canEdit && <DuplicateBotSection bot={bot} />}
    </>
  );
}
