import { Plus, Vote } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireSessionForAllBots } from "@/app/current-session";
import { PollList } from "@/components/polls/poll-list";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Polls" };

export default async function PollsPage() {
  const { role } = await requireSessionForAllBots();
  const polls = await (await getServerCaller()).polls.list();
  const create = hasRole(role, "editor") && (
    <Button asChild>
      <Link href="/polls/new">
        <Plus aria-hidden /> New poll
      </Link>
    </Button>
  );
  return (
    <PageBody>
      <PageHeader
        title="Polls"
        description="Questions that your bots ask customers: one vote each, counted as they come in."
        actions={polls.length > 0 && create}
      />
      {polls.length > 0 ? (
        <PollList polls={polls} />
      ) : (
        <EmptyState icon={<Vote />} title="No polls yet" action={create}>
          {create
            ? "Create a poll with its options, then add the step “Vote in a poll” to an action. The bot template “Poll” makes both."
            : "A member who can edit bots can create the first one."}
        </EmptyState>
      )}
    </PageBody>
  );
}
