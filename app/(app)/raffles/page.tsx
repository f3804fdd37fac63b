import { Gift, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireSessionForAllBots } from "@/app/current-session";
import { RaffleList } from "@/components/raffles/raffle-list";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Raffles" };

export default async function RafflesPage() {
  const { role } = await requireSessionForAllBots();
  const raffles = await (await getServerCaller()).raffles.list();
  const create = hasRole(role, "editor") && (
    <Button asChild>
      <Link href="/raffles/new">
        <Plus aria-hidden /> New raffle
      </Link>
    </Button>
  );
  return (
    <PageBody>
      <PageHeader
        title="Raffles"
        description="Prizes that your bots draw for customers: one entry each, and never more than there are."
        actions={raffles.length > 0 && create}
      />
      {raffles.length > 0 ? (
        <RaffleList raffles={raffles} />
      ) : (
        <EmptyState icon={<Gift />} title="No raffles yet" action={create}>
          {create
            ? "Create a raffle with its prizes, then add the step “Draw a prize” to an action. The bot template “Raffle” makes both."
            : "A member who can edit bots can create the first one."}
        </EmptyState>
      )}
    </PageBody>
  );
}
