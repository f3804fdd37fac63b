import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { ActionsNav } from "@/components/action-runs/actions-nav";
import { RunHistory } from "@/components/action-runs/run-history";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Runs" };

/** `?action=…&status=…&origin=…&period=…&search=…` filter the list; `?run=<id>` opens one. */
export default async function RunsPage({ params }: { params: Promise<{ botId: string }> }) {
  const { botId } = await params;
  const { role } = await requireSession();
  const caller = await getServerCaller();
  const actions = await caller.actions.list({ botId });
  return (
    <PageBody>
      <PageHeader
        level={2}
        title="Runs"
        description="Every call of this bot’s actions: requests, responses, and what the bot received."
      />
      <ActionsNav botId={botId} current="runs" />
      <RunHistory
        botId={botId}
        actions={actions.map(({ id, name }) => ({ id, name }))}
        canEdit={hasRole(role, "editor")}
      />
    </PageBody>
  );
}
