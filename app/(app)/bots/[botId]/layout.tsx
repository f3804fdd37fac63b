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
    // --bot-top: how much of the window's top stays covered while a page scrolls, for what sticks below it.
    <div className="[--bot-row:3.5rem] [--bot-top:calc(var(--shell-top)+var(--bot-row))] lg:[--bot-top:6rem]">
      <BotHeader bot={bot} canEdit={hasRole(me.role, "editor")} />
      {children}
    </div>
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
