import { requireSession } from "@/app/current-session";
import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { cache, type ReactNode } from "react";
import { BotHeader } from "@/components/bot-editor/bot-header";
import { hasRole } from "@/server/accounts/roles";
import { getServerCaller } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ botId: string }>;
  children: ReactNode;
}

export default async function BotLayout({ params, children }: Props) {
  const { botId } = await params;
  const me = await requireSession();
  const bot = await readBot(botId);
  return (
    <>
      <BotHeader bot={bot} canEdit={hasRole(me.role, "editor")} />
      {children}
    </>
  );
}

const readBot = cache(async (botId: string) => {
  const caller = await getServerCaller();
  try {
    return await caller.bots.get({ botId });
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return notFound();
    throw error;
  }
});
