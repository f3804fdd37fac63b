import { mergeChanges } from "@/components/bot-editor/autosave/merge-changes";
import type { ScenarioChange } from "@/server/scenario/editing/apply-change";
import type { Interaction } from "@/server/schemas/scenario/interaction";

/** An edit of which others changed the same parts. */
export interface ScenarioConflict {
  interactionId: string;
  /** The name of the interaction, as the user knows it. */
  name: string;
  /** The parts that both changed; null if others deleted the interaction. */
  keys: (keyof Interaction)[] | null;
  /** The edit with the user's values of these parts. */
  mine: ScenarioChange;
  /** The edit with the others' values. */
  theirs: ScenarioChange;
}

/** Merges an edit with what others changed meanwhile. */
export function mergeChange(
  base: readonly Interaction[],
  change: ScenarioChange,
  newest: readonly Interaction[],
): { change: ScenarioChange; conflict: ScenarioConflict | null } {
  const mine: Interaction[] = [];
  const theirs: Interaction[] = [];
  let found: Pick<ScenarioConflict, "interactionId" | "name" | "keys"> | null = null;
  for (const one of change.put ?? []) {
    const before = base.find(({ id }) => id === one.id);
    const now = newest.find(({ id }) => id === one.id);
    if (before && !now) {
      found ??= { interactionId: one.id, name: before.name, keys: null };
      mine.push(one);
      continue;
    }
    if (!before || !now) {
      mine.push(one);
      theirs.push(one);
      continue;
    }
    const { value, conflicts } = mergeChanges(before, one, now);
    if (conflicts.length > 0) found ??= { interactionId: one.id, name: one.name, keys: conflicts };
    mine.push(value);
    theirs.push({ ...value, ...Object.fromEntries(conflicts.map((key) => [key, now[key]])) });
  }
  const remove = (change.remove ?? []).filter((id) => newest.some((one) => one.id === id));
  const merged = { ...change, put: mine, remove };
  if (!found) return { change: merged, conflict: null };
  return { change: merged, conflict: { ...found, mine: merged, theirs: { ...merged, put: theirs } } };
}

/** Replaces the user's values in a later edit, too, after a conflict ended with the others' values. */
export function withTheirs(change: ScenarioChange, { interactionId, keys, theirs }: ScenarioConflict): ScenarioChange {
  if (keys === null) return { ...change, put: change.put?.filter(({ id }) => id !== interactionId) };
  const chosen = theirs.put?.find(({ id }) => id === interactionId);
  if (!chosen) return change;
  const values = Object.fromEntries(keys.map((key) => [key, chosen[key]]));
  return { ...change, put: change.put?.map((one) => (one.id === interactionId ? { ...one, ...values } : one)) };
}
