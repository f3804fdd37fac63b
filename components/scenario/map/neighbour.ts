import type { Point } from "./lay-out-map";
import type { MapGraph } from "./map-graph";

export type Direction = "left" | "right" | "up" | "down";

/**
 * The node that an arrow key leads to: right along the first way on, left back to where the node is led from, up and down
 * among the nodes with the same origin. Without such a node, the nearest one in that direction; null without one.
 */
export function neighbourOf(
  { nodes, edges }: MapGraph,
  places: ReadonlyMap<string, Point>,
  id: string,
  direction: Direction,
): string | null {
  const at = places.get(id);
  if (!at) return null;
  if (direction === "right" || direction === "left") {
    const [from, to] = direction === "right" ? (["source", "target"] as const) : (["target", "source"] as const);
    const connected = edges.find((edge) => edge[from] === id && edge[to] !== id);
    if (connected) return connected[to];
  } else {
    const sibling = siblingOf(edges, places, id, direction === "down" ? 1 : -1);
    if (sibling !== null) return sibling;
  }
  return nearest(
    nodes.map((node) => node.id),
    places,
    id,
    direction,
  );
}

/** The next of the nodes that the same node leads to, from top to bottom. */
function siblingOf(
  edges: MapGraph["edges"],
  places: ReadonlyMap<string, Point>,
  id: string,
  step: 1 | -1,
): string | null {
  const origin = edges.find(({ source, target }) => target === id && source !== id)?.source;
  if (origin === undefined) return null;
  const siblings = new Set(edges.flatMap(({ source, target }) => (source === origin ? target : [])));
  const sorted = [...siblings].toSorted((a, b) => (places.get(a)?.y ?? 0) - (places.get(b)?.y ?? 0));
  return sorted[sorted.indexOf(id) + step] ?? null;
}

/** The closest node in a direction; what is off to the side counts as farther. */
function nearest(ids: string[], places: ReadonlyMap<string, Point>, id: string, direction: Direction): string | null {
  const at = places.get(id);
  if (!at) return null;
  let best: { id: string; far: number } | null = null;
  for (const other of ids) {
    const place = places.get(other);
    if (!place || other === id) continue;
    const { ahead, aside } = offset(at, place, direction);
    if (ahead <= 0 || Math.abs(aside) > ahead * 3) continue;
    const far = ahead + Math.abs(aside) * 2;
    if (!best || far < best.far) best = { id: other, far };
  }
  return best?.id ?? null;
}

function offset(from: Point, to: Point, direction: Direction): { ahead: number; aside: number } {
  const [x, y] = [to.x - from.x, to.y - from.y];
  switch (direction) {
    case "right":
      return { ahead: x, aside: y };
    case "left":
      return { ahead: -x, aside: y };
    case "down":
      return { ahead: y, aside: x };
    case "up":
      return { ahead: -y, aside: x };
  }
}
