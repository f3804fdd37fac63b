import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { SynonymsScreen } from "@/components/knowledge/synonyms/synonyms-screen";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Synonyms" };

export default async function SynonymsPage() {
  const { role, isLimited } = await requireSession();
  const synonyms = await (await getServerCaller()).knowledge.synonyms();
  return <SynonymsScreen initial={synonyms} canEdit={hasRole(role, "editor")} isLimited={isLimited} />;
}
