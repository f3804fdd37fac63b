"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { campaignTargets } from "@/server/scenario/problems/campaign-targets";
import { findScenarioProblems } from "@/server/scenario/problems/find-scenario-problems";
import type { ScenarioProblem } from "@/server/scenario/problems/scenario-problem";
import { useScenario } from "../use-scenario";

const NONE: readonly ScenarioProblem[] = [];

/** The problems of the scenario that the page shows, also of changes that are not saved yet. */
export function useScenarioProblems(): readonly ScenarioProblem[] {
  const { interactions, settings } = useScenario();
  const checked = useDeferredValue(interactions);
  const { data: surroundings } = useSurroundings();
  return surroundings ? problemsOf(checked, settings, surroundings) : NONE;
}

type Input = Parameters<typeof findScenarioProblems>;
let newest: { input: Input; problems: ScenarioProblem[] } | null = null;

/** Several parts of the page show the same problems, which are found once. */
function problemsOf(...input: Input): readonly ScenarioProblem[] {
  if (!newest?.input.every((part, i) => part === input[i]))
    newest = { input, problems: findScenarioProblems(...input) };
  return newest.problems;
}

/** What the page knows of the rest of the workspace: the bot's actions and webhooks, other bots, names of values. */
export function useSurroundings() {
  const trpc = useTRPC();
  const { botId, interactions } = useScenario();
  const checked = useDeferredValue(interactions);
  const targets = useMemo(() => campaignTargets(checked), [checked]);
  return useQuery(
    trpc.scenario.surroundings.queryOptions(
      { botId, targets },
      // An action or another bot may have changed since the last visit.
      { staleTime: 0, placeholderData: (known) => known },
    ),
  );
}
