import { requireSession } from "@/app/current-session";
import type { Metadata } from "next";
import { BotWorkbench } from "@/components/bot-editor/bot-workbench";
import { hasRole } from "@/server/accounts/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Build" };

export default async function BuildPage({ params }: { params: Promise<{ botId: string }> }) {
  const { botId } = await params;
  const me = await requireSession();
  const caller = await getServerCaller();
  const [bot, models, actions] = await Promise.all([
    caller.bots.get({ botId }),
    caller.models.list(),
    caller.actions.list({ botId }),
  ]);
  return <BotWorkbench bot={bot} models={models} actions={actions} canEdit={hasRole(me.role, "editor")} />;
}
