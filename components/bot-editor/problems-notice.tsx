"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { BotProblems, countProblems } from "./bot-problems";

/** Shows what keeps the bot from being published, before anyone tries. */
export function ProblemsNotice({ botId }: { botId: string }) {
  const trpc = useTRPC();
  // A table or another bot may have changed since the last visit.
  const { data: problems = [] } = useQuery(trpc.bots.problems.queryOptions({ botId }, { staleTime: 0 }));
  if (problems.length === 0) return null;
  return (
    <Alert tone="danger" title={countProblems(problems.length)}>
      <BotProblems botId={botId} problems={problems} />
    </Alert>
  );
}
