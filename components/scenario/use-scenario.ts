"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { createContext, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { failureOf } from "@/components/bot-editor/autosave/failure-of";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { ScenarioSettings } from "@/server/schemas/scenario/scenario";
import type { AppRouter } from "@/server/trpc/root";
import { showInteraction, useScenarioAddress } from "./scenario-address";
import { ScenarioStore, type StoreView } from "./scenario-store";
import { useScenarioSettings } from "./settings/use-scenario-settings";

export type ScenarioDraft = inferRouterOutputs<AppRouter>["scenario"]["get"];

/** Whether the panel may be left for another interaction, or closed for null. */
type LeaveCheck = (to: string | null) => boolean;

export interface Scenario extends StoreView, Pick<ScenarioStore, "edit" | "flush" | "resolve"> {
  botId: string;
  canEdit: boolean;
  settings: ScenarioSettings;
  changeSettings: (part: Partial<ScenarioSettings>) => void;
  /** Takes back the newest edit of this page. */
  undoLast: ScenarioStore["undo"];
  /** Makes the edit again that was taken back last. */
  redoLast: ScenarioStore["redo"];
  /** The interaction that the page's address names; null if it names none that exists. */
  selected: Interaction | null;
  /** Opens an interaction in the side panel; null closes it. Asks first if what is typed there cannot be saved. */
  select: (interactionId: string | null, options?: { isChecked?: boolean }) => void;
  /** Registers the check that the open panel makes before it is left. */
  setLeaveCheck: (check: LeaveCheck | null) => void;
}

const ScenarioContext = createContext<Scenario | null>(null);
export const ScenarioProvider = ScenarioContext.Provider;

/** The draft of the scenario that the page shows, and the functions that change it. */
export function useScenario(): Scenario {
  const scenario = useContext(ScenarioContext);
  if (!scenario) throw new Error("There is no scenario around this component.");
  return scenario;
}

interface StoreInput {
  botId: string;
  initial: ScenarioDraft;
  canEdit: boolean;
}

/** Holds the draft of a bot's scenario for the page (see `ScenarioStore`). */
export function useScenarioStore({ botId, initial, canEdit }: StoreInput): Scenario {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const draft = trpc.scenario.get.queryOptions({ botId });
  const { data } = useQuery({ ...draft, initialData: initial });
  // Without a network it fails immediately, instead of waiting unseen.
  const send = useMutation(trpc.scenario.edit.mutationOptions({ networkMode: "always" }));
  const [store] = useState(
    () =>
      new ScenarioStore(initial.interactions, {
        failureOf,
        async send(change) {
          // An answer that is under way may be older than this edit.
          await queries.cancelQueries({ queryKey: draft.queryKey });
          const { undo } = await send.mutateAsync({ botId, ...change });
          void queries.invalidateQueries(trpc.bots.pathFilter());
          return undo;
        },
        onSaved: (interactions) => queries.setQueryData(draft.queryKey, (known) => known && { ...known, interactions }),
        load: async () => (await queries.fetchQuery({ ...draft, staleTime: 0 })).interactions,
      }),
  );
  const view = useSyncExternalStore(store.subscribe, store.view, store.view);
  const { settings, changeSettings } = useScenarioSettings(botId, data.settings);
  const { selectedId } = useScenarioAddress();
  const leaveCheck = useRef<LeaveCheck | null>(null);

  useEffect(() => store.receive(data.interactions), [store, data.interactions]);
  useEffect(() => {
    const flush = () => void store.flush();
    const warn = (event: BeforeUnloadEvent) => {
      if (store.view().state !== "saved") event.preventDefault();
    };
    window.addEventListener("online", flush);
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("online", flush);
      window.removeEventListener("beforeunload", warn);
    };
  }, [store]);
  useUnsavedChanges(view.state !== "saved" && view.state !== "saving");

  return useMemo(
    () => ({
      botId,
      canEdit,
      settings,
      changeSettings,
      ...view,
      edit: store.edit,
      flush: store.flush,
      resolve: store.resolve,
      undoLast: store.undo,
      redoLast: store.redo,
      selected: view.interactions.find(({ id }) => id === selectedId) ?? null,
      select(interactionId, { isChecked = false } = {}) {
        if (isChecked || leaveCheck.current === null || leaveCheck.current(interactionId)) {
          showInteraction(interactionId);
        }
      },
      setLeaveCheck(check) {
        leaveCheck.current = check;
      },
    }),
    [botId, canEdit, settings, changeSettings, view, store, selectedId],
  );
}
