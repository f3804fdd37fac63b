"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { ChoiceNames } from "../step-list/step-kind-form";

/** The workspace's bots, for pickers. */
export function useBotChoices() {
  return useQuery(useTRPC().bots.choices.queryOptions());
}

/** The workspace's data tables with their columns, for pickers. */
export function useTableChoices() {
  return useQuery(useTRPC().tables.choices.queryOptions());
}

/** The workspace's raffles, for pickers. */
export function useRaffleChoices() {
  return useQuery(useTRPC().raffles.list.queryOptions());
}

/** The workspace's polls, for pickers. */
export function usePollChoices() {
  return useQuery(useTRPC().polls.list.queryOptions());
}

/**
 * The names of the workspace's secrets, for templates.
 * @param enabled False for members who may not change actions, to whom the names are not shown.
 */
export function useSecretNames(enabled: boolean) {
  return useQuery(useTRPC().secrets.names.queryOptions(undefined, { enabled }));
}

/** The names of the bots, tables, raffles and polls that steps refer to. */
export function useChoiceNames(): ChoiceNames {
  const { data: bots } = useBotChoices();
  const { data: tables } = useTableChoices();
  const { data: raffles } = useRaffleChoices();
  const { data: polls } = usePollChoices();
  return {
    botName: (id) => bots?.find((bot) => bot.id === id)?.name,
    tableName: (id) => tables?.find((table) => table.id === id)?.name,
    raffleName: (id) => raffles?.find((raffle) => raffle.id === id)?.name,
    pollName: (id) => polls?.find((poll) => poll.id === id)?.name,
  };
}
