import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { TestScreen } from "@/components/knowledge/test/test-screen";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Test the knowledge base" };

export default async function KnowledgeTestPage() {
  const { role, isLimited } = await requireSession();
  const bots = await (await getServerCaller()).bots.list();
  return (
    <TestScreen
      bots={bots.map(({ id, name }) => ({ id, name }))}
      canTry={hasRole(role, "editor")}
      isLimited={isLimited}
    />
  );
}
