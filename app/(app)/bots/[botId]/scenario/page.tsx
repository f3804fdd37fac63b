import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { ScenarioPage } from "@/components/scenario/scenario-page";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Scenario" };

export default async function Page({ params }: { params: Promise<{ botId: string }> }) {
  const { botId } = await params;
  const { role } = await requireSession();
  const initial = await (await getServerCaller()).scenario.get({ botId });
  return <ScenarioPage key={botId} botId={botId} initial={initial} canEdit={hasRole(role, "editor")} />;
}
