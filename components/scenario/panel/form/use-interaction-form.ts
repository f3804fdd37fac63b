"use client";

import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { z } from "zod";
import type { Fault } from "@/components/actions/faults/fault";
import type { SaveState } from "@/components/bot-editor/autosave/autosave";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { useScenarioProblems } from "../../problems/use-scenario-problems";
import { useScenario } from "../../use-scenario";
import { findFaults } from "./find-faults";
import { takeOver, toSave } from "./interaction-draft";

const PAUSE_MS = 600;

/** The draft of one interaction in the side panel. Valid changes are saved when the typing pauses. */
export function useInteractionForm(saved: Interaction) {
  const { edit, flush, state: saving } = useScenario();
  const [draft, setDraft] = useState(saved);
  const [base, setBase] = useState(saved);
  const [refusal, setRefusal] = useState<{ draft: Interaction; faults: Fault[] } | null>(null);
  if (base !== saved) {
    setBase(saved);
    setDraft(takeOver(base, draft, saved));
  }
  const { value, changed, invalid } = useMemo(() => toSave(saved, draft), [saved, draft]);
  const problems = useScenarioProblems();
  const faults = useMemo(() => findFaults(draft, problems), [draft, problems]);
  const isRefused = refusal?.draft === draft;
  const isWaiting = changed.length > 0 && !isRefused;

  /** What the page last showed, for a save when it is left. */
  const latest = useRef({ save: () => {} });

  async function save(sent: Interaction) {
    if (!isWaiting) return;
    const mergeKey = `${saved.id} ${changed.join(" ")}`;
    const result = await edit({ put: [value] }, { what: `change of ${saved.name}`, mergeKey });
    if (!result.ok) setRefusal({ draft: sent, faults: faultsIn(result.error) });
  }

  const saveNow = useEffectEvent((sent: Interaction) => void save(sent));
  useEffect(() => {
    latest.current.save = () => void save(draft);
  });
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => saveNow(draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, isWaiting]);
  useEffect(() => {
    const { current } = latest;
    return () => current.save();
  }, []);
  useUnsavedChanges(invalid.length > 0 || isRefused);

  return {
    draft,
    faults: isRefused ? [...faults, ...refusal.faults] : faults,
    /** The changed parts that are not valid. */
    invalid,
    state: stateOf({ isWaiting, isRefused, isInvalid: invalid.length > 0, saving }),
    change: (part: Partial<Interaction>) => setDraft((known) => ({ ...known, ...part })),
    save: () => void save(draft),
    retry: () => void flush(),
    /** Forgets what is not saved. */
    discard: () => setDraft(saved),
  };
}

export type InteractionForm = ReturnType<typeof useInteractionForm>;

interface States {
  isWaiting: boolean;
  isRefused: boolean;
  isInvalid: boolean;
  saving: ReturnType<typeof useScenario>["state"];
}

function stateOf({ isWaiting, isRefused, isInvalid, saving }: States): SaveState {
  if (saving === "conflict" || typeof saving === "object") return saving;
  if (isInvalid || isRefused) return "incomplete";
  return isWaiting ? "saving" : saving;
}

const refused = z.object({
  data: z.object({
    details: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })),
  }),
});

/** The faults that the server found in the interaction, by their paths in it. */
function faultsIn(error: unknown): Fault[] {
  const details = refused.safeParse(error).data?.data.details ?? [];
  // An edit of the panel puts one interaction: its path begins with `put.0`.
  return details.map(({ path, message }) => ({ path: path.slice(2).join("."), message }));
}
