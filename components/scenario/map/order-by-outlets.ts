import type { Graph } from "@dagrejs/dagre";
import type { MapEdge } from "./map-graph";

/** Where a node belongs in its rank: after the place of its first source, by the outlet that leads to it. */
interface Key {
  place: number;
  outlet: number;
}

const LAST: Key = { place: Infinity, outlet: Infinity };

/**
 * Orders the nodes of each rank as the outlets are that lead to them, so that the targets of a menu stand in the order of
 * its rows. Sets `order` of each node, as the layout library expects it.
 * @param ranked The graph in which long edges were split; the first part of an edge has the edge's name.
 * @param edges The edges of the map, in the order of their outlets.
 */
export function orderByOutlets(ranked: Graph, edges: readonly MapEdge[]): void {
  const outlets = new Map(edges.map(({ id }, i) => [id, i]));
  for (const rank of ranksOf(ranked)) {
    const keys = new Map(rank.map((id) => [id, keyOf(ranked, id, outlets)]));
    const sorted = rank.toSorted((a, b) => compare(keys.get(a) ?? LAST, keys.get(b) ?? LAST));
    for (const [i, id] of sorted.entries()) ranked.node(id).order = i;
  }
}

/** The ids of the nodes of each rank, from left to right. */
function ranksOf(graph: Graph): string[][] {
  const ranks: string[][] = [];
  for (const id of graph.nodes()) {
    const { rank } = graph.node(id);
    if (typeof rank === "number") (ranks[rank] ??= []).push(id);
  }
  return ranks.filter((rank) => rank !== undefined);
}

/** Edges back, which the library has turned round, have other names and decide only if there is nothing else. */
function keyOf(graph: Graph, id: string, outlets: ReadonlyMap<string, number>): Key {
  const keys = (graph.inEdges(id) ?? []).map(({ v, name }): Key => {
    const outlet = outlets.get(name ?? "");
    return { place: graph.node(v).order ?? Infinity, outlet: outlet ?? Infinity };
  });
  return keys.toSorted(compare)[0] ?? LAST;
}

function compare(a: Key, b: Key): number {
  return difference(a.place, b.place) || difference(a.outlet, b.outlet);
}

/** Also of two infinite numbers. */
function difference(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
