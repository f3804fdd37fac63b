import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { ActionsNav } from "@/components/action-runs/actions-nav";
import { RunHistory } from "@/components/action-runs/run-history";
import { PageBody } from "@/components/shell/page-body";
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
      <ActionsNav botId={botId} current="runs" />
      <div className="mb-6 grid gap-1">
        <h2 className="text-16 font-semibold tracking-tight">Runs</h2>
        <p className="max-w-2xl text-14 leading-6 text-muted-foreground">
          Every call of this bot’s actions: requests, responses, and what the bot received.
        </p>
      </div>
      <RunHistory
        botId={botId}
        actions={actions.map(({ id, name }) => ({ id, name }))}
        canEdit={hasRole(role, "editor")}
      />
    </PageBody>
  );
}
