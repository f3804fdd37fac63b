import { noAccessTitle, requireSession } from "@/app/current-session";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BotWorkbench } from "@/components/bot-editor/bot-workbench";
import { suggestions } from "@/components/test-chat/suggestions";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";
import { findBot } from "./find-bot";

interface Props {
  params: Promise<{ botId: string }>;
}

/** A layout's title template does not apply to the page in the same folder. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { botId } = await params;
  const noAccess = await noAccessTitle();
  if (noAccess) return noAccess;
  await requireSession();
  const bot = await findBot(botId);
  return { title: bot === null ? "Not found" : `Build · ${bot.name}` };
}

export default async function BuildPage({ params }: Props) {
  const { botId } = await params;
  const me = await requireSession();
  const bot = (await findBot(botId)) ?? notFound();
  const caller = await getServerCaller();
  const [models, actions] = await Promise.all([caller.models.list(), caller.actions.list({ botId })]);
  const offered = actions.filter(({ enabled }) => enabled).slice(0, 2);
  const details = await Promise.all(offered.map(({ id }) => caller.actions.get({ actionId: id })));
  return (
    <BotWorkbench
      bot={bot}
      models={models}
      actions={actions}
      suggestions={suggestions(details.map(({ definition }) => definition))}
      canEdit={hasRole(me.role, "editor")}
    />
  );
}
