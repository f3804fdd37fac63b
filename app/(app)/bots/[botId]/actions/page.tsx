import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { ActionsNav } from "@/components/action-runs/actions-nav";
import { ActionList } from "@/components/actions/list/action-list";
import { PageBody } from "@/components/shell/page-body";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Actions" };

export default async function ActionsPage({ params }: { params: Promise<{ botId: string }> }) {
  const { botId } = await params;
  const { role } = await requireSession();
  const caller = await getServerCaller();
  const list = await caller.actions.list({ botId });
  const actions = await Promise.all(list.map(({ id }) => caller.actions.get({ actionId: id })));
  return (
    <PageBody>
      <ActionList
        botId={botId}
        actions={actions}
        canEdit={hasRole(role, "editor")}
        nav={<ActionsNav botId={botId} current="actions" />}
      />
    </PageBody>
  );
}
