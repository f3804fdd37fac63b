import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { noAccessTitle, requireSessionForAllBots } from "@/app/current-session";
import { foundOrNull } from "@/app/found-or-null";
import { RaffleScreen } from "@/components/raffles/raffle-screen";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ raffleId: string }>;
}

const readRaffle = cache(
  async (raffleId: string) => (await foundOrNull((await getServerCaller()).raffles.get({ raffleId }))) ?? notFound(),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const noAccess = await noAccessTitle();
  if (noAccess) return noAccess;
  await requireSessionForAllBots();
  return { title: (await readRaffle((await params).raffleId)).name };
}

export default async function RafflePage({ params }: Props) {
  const { role } = await requireSessionForAllBots();
  const raffle = await readRaffle((await params).raffleId);
  return <RaffleScreen key={raffle.id} initial={raffle} canEdit={hasRole(role, "editor")} />;
}
