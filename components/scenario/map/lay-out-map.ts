import { Graph, layout } from "@dagrejs/dagre";
import type { MapGraph } from "./map-graph";
import { orderByOutlets } from "./order-by-outlets";
import { nodeSize, type Size } from "./node-size";

export interface Point {
  x: number;
  y: number;
}

type Box = Point & Size;

const GAP = 40;
const GAP_BETWEEN_RANKS = 90;

/**
 * Places all nodes: connected ones from left to right in the direction of their edges, and these groups beside and below
 * one another, the largest first.
 */
export function layOutMap(graph: MapGraph): Map<string, Point> {
  const groups = connectedGroups(graph).map((group) => layOutGroup(group));
  return pack(groups);
}

/**
 * The places of all nodes: where people moved them, or else where the layout puts them. Nodes that nobody moved give way
 * to those that were moved.
 */
export function placesOf(graph: MapGraph): Map<string, Point> {
  const moved = new Map(
    graph.nodes.flatMap((node) => (node.kind === "interaction" && node.place ? [[node.id, node.place]] : [])),
  );
  if (moved.size === graph.nodes.length) return moved;
  const places = new Map([...layOutMap(graph), ...moved]);
  if (moved.size === 0) return places;
  const taken = graph.nodes.flatMap((node) => {
    const place = moved.get(node.id);
    return place ? [{ ...place, ...nodeSize(node) }] : [];
  });
  for (const node of graph.nodes) {
    const wanted = places.get(node.id);
    if (!wanted || moved.has(node.id)) continue;
    const box = { ...(besideItsSource(node.id, graph, moved) ?? wanted), ...nodeSize(node) };
    const free = freePlace(box, taken);
    taken.push(free);
    places.set(node.id, { x: free.x, y: free.y });
  }
  return places;
}

/** An end stays beside the interaction that leads to it. */
function besideItsSource(id: string, { nodes, edges }: MapGraph, moved: ReadonlyMap<string, Point>): Point | null {
  const node = nodes.find((one) => one.id === id);
  const edge = node?.kind === "end" ? edges.find(({ target }) => target === id) : undefined;
  const source = edge && nodes.find((one) => one.id === edge.source);
  const place = source && moved.get(source.id);
  return source && place ? { x: place.x + nodeSize(source).width + GAP_BETWEEN_RANKS, y: place.y } : null;
}

/** Moves a box down until it covers no other. */
function freePlace(box: Box, taken: readonly Box[]): Box {
  let y = box.y;
  for (let tries = 0; tries < taken.length; tries += 1) {
    const hit = taken.find((other) => overlaps({ ...box, y }, other));
    if (!hit) break;
    y = hit.y + hit.height + GAP / 2;
  }
  return { ...box, y };
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Splits a graph into its connected parts, in the order of their first nodes. */
function connectedGroups({ nodes, edges }: MapGraph): MapGraph[] {
  const parents = new Map(nodes.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    let root = id;
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root))
      root = parent;
    parents.set(id, root);
    return root;
  };
  for (const { source, target } of edges) parents.set(rootOf(target), rootOf(source));
  const groups = new Map<string, MapGraph>();
  const groupOf = (id: string): MapGraph => {
    const root = rootOf(id);
    const group = groups.get(root) ?? { nodes: [], edges: [] };
    groups.set(root, group);
    return group;
  };
  for (const node of nodes) groupOf(node.id).nodes.push(node);
  for (const edge of edges) groupOf(edge.source).edges.push(edge);
  return [...groups.values()];
}

interface Group extends Size {
  places: Map<string, Point>;
}

function layOutGroup({ nodes, edges }: MapGraph): Group {
  const [only] = nodes;
  if (only && nodes.length === 1) return { places: new Map([[only.id, { x: 0, y: 0 }]]), ...nodeSize(only) };
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: GAP / 2, edgesep: 10, ranksep: GAP_BETWEEN_RANKS, ranker: "tight-tree" });
  for (const node of nodes) graph.setNode(node.id, nodeSize(node));
  for (const { id, source, target } of edgesAhead(nodes, edges)) graph.setEdge(source, target, {}, id);
  layout(graph, { customOrder: (ranked) => orderByOutlets(ranked, edges) });
  // The library gives centres.
  const boxes = nodes.map(({ id }) => {
    const { x, y, width, height } = graph.node(id);
    return { id, x: x - width / 2, y: y - height / 2, width, height };
  });
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  return {
    places: new Map(boxes.map(({ id, x, y }) => [id, { x: x - left, y: y - top }])),
    width: Math.max(...boxes.map(({ x, width }) => x + width)) - left,
    height: Math.max(...boxes.map(({ y, height }) => y + height)) - top,
  };
}

/**
 * The edges that lead one step farther from where conversations begin: from Welcome, and from what nothing leads to. Only
 * these decide the places. Edges back, such as those to a main menu, would pull a map apart to hundreds of columns.
 */
function edgesAhead(nodes: MapGraph["nodes"], edges: MapGraph["edges"]): MapGraph["edges"] {
  const outgoing = Map.groupBy(edges, ({ source }) => source);
  const targets = new Set(edges.map(({ target }) => target));
  const steps = new Map<string, number>();
  const starts = nodes.filter((node) => isWelcome(node) || !targets.has(node.id));
  // Circles that nothing leads to begin at their first node.
  for (const roots of [starts, ...nodes.map((node) => [node])]) {
    const queue = roots.map(({ id }) => id).filter((id) => !steps.has(id));
    for (const id of queue) steps.set(id, 0);
    for (const id of queue) {
      for (const { target } of outgoing.get(id) ?? []) {
        if (steps.has(target)) continue;
        steps.set(target, (steps.get(id) ?? 0) + 1);
        queue.push(target);
      }
    }
  }
  return edges.filter(({ source, target }) => steps.get(target) === (steps.get(source) ?? 0) + 1);
}

function isWelcome(node: MapGraph["nodes"][number]): boolean {
  return node.kind === "interaction" && node.role === "welcome";
}

/** The shape of the whole map, as screens are wider than high. */
const ASPECT = 1.6;

/** Puts groups into rows: the largest first, single interactions last. */
function pack(groups: Group[]): Map<string, Point> {
  const area = groups.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0);
  const rowWidth = Math.max(Math.sqrt(area * ASPECT), ...groups.map(({ width }) => width));
  const places = new Map<string, Point>();
  let at = { x: 0, y: 0 };
  let rowHeight = 0;
  for (const group of groups.toSorted((a, b) => b.places.size - a.places.size)) {
    if (at.x > 0 && at.x + group.width > rowWidth) {
      at = { x: 0, y: at.y + rowHeight + GAP };
      rowHeight = 0;
    }
    for (const [id, { x, y }] of group.places) places.set(id, { x: Math.round(at.x + x), y: Math.round(at.y + y) });
    at = { x: at.x + group.width + GAP, y: at.y };
    rowHeight = Math.max(rowHeight, group.height);
  }
  return places;
}
