import type { ScenarioChange } from "@/server/scenario/editing/apply-change";
import { interaction, type Interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import { newPartId } from "./new-part-id";

const MAX_NAME = 100;

/** An interaction that no other has the name of, and the edit that adds it at the end. */
export function interactionsWithNew(
  all: readonly Interaction[],
  given: Omit<InteractionInput, "id">,
): { made: Interaction; change: ScenarioChange } {
  const made = interaction.parse({ ...given, id: newPartId("int"), name: freeName(all, given.name) });
  return { made, change: { put: [made] } };
}

/** A copy of an interaction, placed after it. */
export function duplicateOf(all: readonly Interaction[], original: Interaction) {
  const made = interaction.parse({
    ...original,
    id: newPartId("int"),
    role: "regular",
    name: freeName(all, original.name),
    // Two interactions with the same examples clash.
    phrases: [],
    triggers: [],
    keywords: [],
    place: null,
  });
  const order = all.flatMap(({ id }) => (id === original.id ? [id, made.id] : [id]));
  return { made, change: { put: [made], order } satisfies ScenarioChange };
}

/** Moves an interaction to the place and the folder of another one. */
export function moveTo(all: readonly Interaction[], movedId: string, overId: string): ScenarioChange | null {
  const from = all.findIndex(({ id }) => id === movedId);
  const to = all.findIndex(({ id }) => id === overId);
  const [moved, over] = [all[from], all[to]];
  if (!moved || !over || from === to) return null;
  const order = all
    .map(({ id }) => id)
    .toSpliced(from, 1)
    .toSpliced(to, 0, movedId);
  const put = moved.folder === over.folder ? [] : [{ ...moved, folder: over.folder }];
  return { put, order };
}

/** Renames a folder, or removes it if the new name is empty; the interactions stay. */
export function renameFolder(all: readonly Interaction[], folder: string, name: string): ScenarioChange {
  return { put: all.filter((one) => one.folder === folder).map((one) => ({ ...one, folder: name.trim() })) };
}

/** The name itself, or with the first number that makes it unique. */
function freeName(all: readonly Interaction[], wanted: string): string {
  const name = wanted.trim().slice(0, MAX_NAME);
  const taken = new Set(all.map((one) => one.name.toLowerCase()));
  if (!taken.has(name.toLowerCase())) return name;
  const base = name.replace(/ \d+$/, "").slice(0, MAX_NAME - 5);
  for (let number = 2; ; number += 1) {
    const numbered = `${base} ${number}`;
    if (!taken.has(numbered.toLowerCase())) return numbered;
  }
}
