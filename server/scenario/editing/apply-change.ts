import type { Interaction } from "@/server/schemas/scenario/interaction";

/** What an edit does to the interactions of a bot (see `scenarioEdit`). */
export interface ScenarioChange {
  put?: Interaction[] | undefined;
  remove?: string[] | undefined;
  order?: string[] | undefined;
}

/** Returns the interactions after a change. New ones are added at the end unless `order` names them. */
export function applyChange(before: readonly Interaction[], change: ScenarioChange): Interaction[] {
  const { put = [], remove = [], order } = change;
  const changed = new Map(put.map((one) => [one.id, one]));
  const kept = before.filter(({ id }) => !remove.includes(id)).map((one) => changed.get(one.id) ?? one);
  const added = put.filter(({ id }) => !before.some((one) => one.id === id));
  const all = [...kept, ...added];
  if (!order) return all;
  const places = new Map(order.map((id, i) => [id, i]));
  return all.toSorted((a, b) => (places.get(a.id) ?? order.length) - (places.get(b.id) ?? order.length));
}
