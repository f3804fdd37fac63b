import { noAccessTitle, requireSession } from "@/app/current-session";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { BotHeader } from "@/components/bot-editor/bot-header";
import { hasRole } from "@/server/roles";
import { findBot } from "./find-bot";

interface Props {
  params: Promise<{ botId: string }>;
  children: ReactNode;
}

/** The bot's name in the titles of its pages tells several open tabs apart. */
export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { botId } = await params;
  const noAccess = await noAccessTitle();
  if (noAccess) return noAccess;
  await requireSession();
  const bot = await findBot(botId);
  if (bot === null) return { title: { default: "Not found", template: "Not found · Parley" } };
  return { title: { default: bot.name, template: `%s · ${bot.name} · Parley` } };
}

export default async function BotLayout({ params, children }: Props) {
  const { botId } = await params;
  const me = await requireSession();
  const bot = (await findBot(botId)) ?? notFound();
  return (
    // --bot-top: the height at the top that stays covered while a page scrolls, for sticky parts below it.
    <div className="[--bot-row:3.5rem] [--bot-top:calc(var(--shell-top)+var(--bot-row))] lg:[--bot-top:6rem]">
      <BotHeader bot={bot} canEdit={hasRole(me.role, "editor")} />
      {children}
    </div>
  );
}
