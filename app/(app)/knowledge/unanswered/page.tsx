import type { Metadata } from "next";
import { requireSessionForAllBots } from "@/app/current-session";
import { GapsScreen } from "@/components/knowledge/gaps/gaps-screen";
import { hasRole } from "@/server/roles";

export const metadata: Metadata = { title: "Unanswered questions" };

export default async function UnansweredPage() {
  const { role } = await requireSessionForAllBots();
  return <GapsScreen canEdit={hasRole(role, "editor")} />;
}
