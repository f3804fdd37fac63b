import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { ActionEditor } from "@/components/actions/editor/action-editor";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "New action" };

export default async function NewActionPage({ params }: { params: Promise<{ botId: string }> }) {
  const { botId } = await params;
  const { role } = await requireSession();
  const caller = await getServerCaller();
  const others = await caller.actions.list({ botId });
  return (
    <ActionEditor botId={botId} action={null} others={others} canEdit={hasRole(role, "editor")} initialRun={null} />
  );
}
