"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import type { ScenarioSettings } from "@/server/schemas/scenario/scenario";

/** The settings of a scenario. Changes are shown immediately and saved one after the other; a refused one is taken back. */
export function useScenarioSettings(botId: string, saved: ScenarioSettings) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutateAsync: update } = useMutation(trpc.scenario.updateSettings.mutationOptions());
  const [changes, setChanges] = useState<Partial<ScenarioSettings>>({});
  const queue = useRef<Promise<void>>(Promise.resolve());

  const changeSettings = useCallback(
    (part: Partial<ScenarioSettings>) => {
      const { queryKey } = trpc.scenario.get.queryOptions({ botId });
      async function save() {
        try {
          await queries.cancelQueries({ queryKey });
          const known = queries.getQueryData(queryKey);
          if (!known) return;
          const settings = { ...known.settings, ...part };
          await update({ botId, settings });
          queries.setQueryData(queryKey, (now) => now && { ...now, settings });
          void queries.invalidateQueries(trpc.bots.pathFilter());
        } catch (error) {
          toast.error(messageOf(error));
        } finally {
          setChanges((all) => without(all, part));
        }
      }
      setChanges((all) => ({ ...all, ...part }));
      queue.current = queue.current.then(save);
    },
    [botId, queries, trpc, update],
  );

  return { settings: { ...saved, ...changes }, changeSettings };
}

/** Removes changes that are saved, unless they were changed again meanwhile. */
function without(all: Partial<ScenarioSettings>, saved: Partial<ScenarioSettings>): Partial<ScenarioSettings> {
  const left: Partial<ScenarioSettings> = { ...all };
  for (const key of keysOf(saved)) if (left[key] === saved[key]) delete left[key];
  return left;
}

function keysOf(part: Partial<ScenarioSettings>) {
  const keys = ["enabled", "threshold", "modelAnswers", "greets", "backWords", "mainMenuWords"] as const;
  return keys.filter((key) => key in part);
}
