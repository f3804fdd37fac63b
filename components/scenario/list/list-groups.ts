import type { Interaction } from "@/server/schemas/scenario/interaction";

export interface ListGroup {
  /** Empty for the interactions without a folder. */
  folder: string;
  interactions: Interaction[];
}

/** Welcome and Fallback, which are above all folders. */
export function specialOf(interactions: readonly Interaction[]): Interaction[] {
  const find = (role: Interaction["role"]) => interactions.find((one) => one.role === role);
  return [find("welcome"), find("fallback")].filter((one) => one !== undefined);
}

/** The other interactions: first those without a folder, then each folder, in the order of their first interactions. */
export function groupsOf(interactions: readonly Interaction[]): ListGroup[] {
  const regular = interactions.filter(({ role }) => role === "regular");
  const groups = Map.groupBy(regular, ({ folder }) => folder);
  const folders = ["", ...[...groups.keys()].filter((folder) => folder !== "")];
  return folders.flatMap((folder) => {
    const inFolder = groups.get(folder);
    return inFolder ? [{ folder, interactions: inFolder }] : [];
  });
}

/** The names of all folders, in alphabetical order. */
export function foldersOf(interactions: readonly Interaction[]): string[] {
  const folders = new Set(interactions.map(({ folder }) => folder).filter((folder) => folder !== ""));
  return [...folders].toSorted((a, b) => a.localeCompare(b));
}
