"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { PageBody } from "@/components/shell/page-body";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Bars } from "@/components/ui/bars";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { DeleteButton } from "./delete-button";
import { EntryList } from "./entry-list";
import { OpeningBadge } from "./opening-badge";
import { RaffleForm } from "./raffle-form";
import type { Raffle } from "./raffle-types";

const POLL_MS = 5000;

interface RaffleScreenProps {
  initial: Raffle;
  canEdit: boolean;
}

/** A raffle: what is left of its prizes, its entries and its settings. */
export function RaffleScreen({ initial, canEdit }: RaffleScreenProps) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.raffles.delete.mutationOptions());
  const { data: raffle } = useQuery(
    trpc.raffles.get.queryOptions({ raffleId: initial.id }, { initialData: initial, refetchInterval: POLL_MS }),
  );
  const { id, name, state } = raffle;
  return (
    <PageBody>
      <PageHeader
        title={name}
        back={{ href: "/raffles", label: "Raffles" }}
        badge={<OpeningBadge state={state} />}
        actions={
          <>
            <Button asChild variant="outline">
              <a href={`/api/raffles/${id}/export`} download>
                <Download aria-hidden /> Export entries
              </a>
            </Button>
            {canEdit && (
              <DeleteButton
                name={name}
                what="raffle"
                description="Its prizes and the log of its draws are deleted, too. This cannot be undone. To keep them, set an end instead."
                onDelete={(force) => remove.mutateAsync({ raffleId: id, force })}
                listHref="/raffles"
              />
            )}
          </>
        }
      />
      <div className="grid min-w-0 gap-6 @4xl:grid-cols-2 @4xl:items-start">
        <div className="grid min-w-0 gap-6">
          <PrizesLeft raffle={raffle} />
          <EntryList raffleId={id} />
        </div>
        <RaffleForm raffle={raffle} canEdit={canEdit} />
      </div>
    </PageBody>
  );
}

function PrizesLeft({ raffle: { prizes, entryCount, testEntryCount } }: { raffle: Raffle }) {
  const tests = testEntryCount > 0 ? ` ${testEntryCount} from test chats do not count and use no stock.` : "";
  return (
    <Card>
      <CardHeader>
        <CardTitle>Prizes left</CardTitle>
        <CardDescription>
          {entryCount === 1 ? "1 entry" : `${entryCount.toLocaleString("en")} entries`} so far.{tests}
        </CardDescription>
      </CardHeader>
      <CardContent>
        <Bars
          label="Prizes left"
          bars={prizes.map(({ id, name, quantity, won }) => ({
            id,
            label: name,
            text: `${quantity - won} of ${quantity} left`,
            share: quantity === 0 ? 0 : (quantity - won) / quantity,
          }))}
        />
      </CardContent>
    </Card>
  );
}
