import { Bot } from "lucide-react";
import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { BotList } from "@/components/bots/bot-list";
import { CreateBotButton } from "@/components/bots/create-bot-button";
import { FirstSteps } from "@/components/guide/first-steps";
import { PageBody } from "@/components/shell/page-body";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Bots" };

export default async function BotsPage() {
  const { role, isLimited } = await requireSession();
  const caller = await getServerCaller();
  const canEdit = hasRole(role, "editor");
  const [bots, templates, guide] = await Promise.all([
    caller.bots.list(),
    caller.bots.templates(),
    canEdit ? caller.guide.get() : null,
  ]);
  const create = canEdit && <CreateBotButton templates={templates} />;
  return (
    <PageBody>
      <PageHeader
        title="Bots"
        description="Each bot has its own instruction, actions and channels."
        actions={bots.length > 0 && create}
      />
      {canEdit && <FirstSteps initial={guide} />}
      {bots.length > 0 ? (
        <BotList bots={bots} canEdit={canEdit} now={new Date()} />
      ) : (
        <EmptyState icon={<Bot />} title="No bots yet" action={create}>
          {canEdit
            ? "Start from a template that works immediately, or from scratch. Try it in the test chat; customers only see what you publish."
            : noBotsFor(isLimited)}
        </EmptyState>
      )}
    </PageBody>
  );
}

function noBotsFor(isLimited: boolean): string {
  return isLimited
    ? "You see some channels of this workspace: their conversations are in the inbox."
    : "A member who can edit bots can create the first one.";
}
