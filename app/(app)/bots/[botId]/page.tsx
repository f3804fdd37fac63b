import { requireSession } from "@/app/current-session";
import type { Metadata } from "next";
import { BotWorkbench } from "@/components/bot-editor/bot-workbench";
import { suggestions } from "@/components/test-chat/suggestions";
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
