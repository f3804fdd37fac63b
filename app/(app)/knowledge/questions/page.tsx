import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { QuestionsScreen } from "@/components/knowledge/questions/questions-screen";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Direct questions" };

export default async function QuestionsPage() {
  const { role, isLimited } = await requireSession();
  const uses = await (await getServerCaller()).knowledge.uses();
  return <QuestionsScreen uses={uses} canEdit={hasRole(role, "editor")} isLimited={isLimited} />;
}
