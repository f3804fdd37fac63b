import { noAccessTitle, requireSession } from "@/app/current-session";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { BotFrame } from "@/components/bot-editor/bot-frame";
import { BotHeader } from "@/components/bot-editor/bot-header";
import { readFolded } from "@/components/test-chat/fold";
import { suggestions } from "@/components/test-chat/suggestions";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";
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
  const jar = await cookies();
  return (
    // --bot-top: the height at the top that stays covered while a page scrolls, for sticky parts below it.
    <div className="[--bot-row:3.5rem] [--bot-top:calc(var(--shell-top)+var(--bot-row))] lg:[--bot-top:6rem]">
      {hasRole(me.role, "editor") ? (
        <BotFrame
          key={bot.id}
          bot={bot}
          suggestions={await findSuggestions(bot.id)}
          folded={readFolded((name) => jar.get(name)?.value)}
        >
          {children}
        </BotFrame>
      ) : (
        <>
          <BotHeader bot={bot} canEdit={false} />
          <div className="@container min-w-0">{children}</div>
        </>
      )}
    </div>
  );
}

/** What the bot's first actions can do, as questions for its test chat. */
async function findSuggestions(botId: string): Promise<string[]> {
  const caller = await getServerCaller();
  const actions = await caller.actions.list({ botId });
  const offered = actions.filter(({ enabled }) => enabled).slice(0, 2);
  const details = await Promise.all(offered.map(({ id }) => caller.actions.get({ actionId: id })));
  return suggestions(details.map(({ definition }) => definition));
}
