import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { SourcesScreen } from "@/components/knowledge/sources/sources-screen";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Knowledge" };

export default async function KnowledgePage() {
  const { role, isLimited } = await requireSession();
  const caller = await getServerCaller();
  const [sources, uses] = await Promise.all([caller.knowledge.list(), caller.knowledge.uses()]);
  return <SourcesScreen initial={sources} uses={uses} canEdit={hasRole(role, "editor")} isLimited={isLimited} />;
}
