import { noAccessTitle, requireSession } from "@/app/current-session";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionSummary } from "@/components/bot-editor/action-summary";
import { BuildForm } from "@/components/bot-editor/build-form";
import { ProblemsNotice } from "@/components/bot-editor/problems-notice";
import { TranslationsNotice } from "@/components/bot-editor/translations-notice";
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
  const canEdit = hasRole(me.role, "editor");
  return (
    <div className="page-x pt-3 pb-8 sm:pt-5 sm:pb-12">
      <div className="grid max-w-page gap-10">
        <ProblemsNotice botId={bot.id} />
        {bot.behaviour.languages.length > 1 && <TranslationsNotice botId={bot.id} />}
        <BuildForm bot={bot} userId={me.user.id} models={models} canEdit={canEdit} />
        <ActionSummary botId={bot.id} actions={actions} canEdit={canEdit} />
      </div>
    </div>
  );
}
