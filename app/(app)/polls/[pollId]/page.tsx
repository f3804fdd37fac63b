import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { noAccessTitle, requireSessionForAllBots } from "@/app/current-session";
import { foundOrNull } from "@/app/found-or-null";
import { PollScreen } from "@/components/polls/poll-screen";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ pollId: string }>;
}

const readPoll = cache(
  async (pollId: string) => (await foundOrNull((await getServerCaller()).polls.get({ pollId }))) ?? notFound(),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const noAccess = await noAccessTitle();
  if (noAccess) return noAccess;
  await requireSessionForAllBots();
  return { title: (await readPoll((await params).pollId)).name };
}

export default async function PollPage({ params }: Props) {
  const { role } = await requireSessionForAllBots();
  const poll = await readPoll((await params).pollId);
  const results = await (await getServerCaller()).polls.results({ pollId: poll.id });
  return <PollScreen key={poll.id} initial={poll} results={results} canEdit={hasRole(role, "editor")} />;
}
