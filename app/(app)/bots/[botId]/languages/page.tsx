import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { LanguagesScreen } from "@/components/bot-languages/languages-screen";
import { PageBody } from "@/components/shell/page-body";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Languages" };

export default async function LanguagesPage({ params }: { params: Promise<{ botId: string }> }) {
  const { botId } = await params;
  const { role } = await requireSession();
  const caller = await getServerCaller();
  const languages = await caller.languages.get({ botId });
  return (
    <PageBody>
      <LanguagesScreen botId={botId} initial={languages} canEdit={hasRole(role, "editor")} />
    </PageBody>
  );
}
