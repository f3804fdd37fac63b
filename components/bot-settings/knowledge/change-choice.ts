/**
 * Chooses sources, or leaves them out, besides those that are chosen already.
 * @param existing All sources: the ids of deleted ones are left out.
 */
export function changeChoice(
  chosen: readonly string[],
  { ids, isChosen, existing }: { ids: readonly string[]; isChosen: boolean; existing: readonly string[] },
): string[] {
  const exists = new Set(existing);
  const changed = new Set(ids);
  const others = chosen.filter((id) => exists.has(id) && !changed.has(id));
  return isChosen ? [...others, ...changed] : others;
}
