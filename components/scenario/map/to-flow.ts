import { type Edge, MarkerType, type Node, Position } from "@xyflow/react";
import type { PathMark, TestPath } from "../path/path-marks";
import type { Point } from "./lay-out-map";
import {
  type EndNode,
  HIDDEN_OUTLETS,
  type InteractionNode,
  type MapEdge,
  type MapGraph,
  type MapNode,
  nodeLabel,
} from "./map-graph";
import { nodeSize, outletY } from "./node-size";

/** How many conversations came to an interaction, ended there, and chose each row of its menu, by the row's id. */
export interface NodeCounts {
  came: number;
  left: number;
  rows: ReadonlyMap<string, number>;
}

interface Shown<N> {
  node: N;
  /** Changes whenever something that is drawn changes. */
  key: string;
}

interface ShownInteraction extends Shown<InteractionNode> {
  path: PathMark | undefined;
  /** The chosen rows, by the ids of their outlets. */
  rows: Record<string, PathMark>;
  counts: NodeCounts | undefined;
}

export type InteractionFlowNode = Node<ShownInteraction & Record<string, unknown>, "interaction">;
export type EndFlowNode = Node<Shown<EndNode> & Record<string, unknown>, "end">;
export type FlowNode = InteractionFlowNode | EndFlowNode;

interface View {
  places: ReadonlyMap<string, Point>;
  path: TestPath;
  counts: ReadonlyMap<string, NodeCounts> | undefined;
  selectedId: string | null;
}

/** The nodes in the form of the map's library. Sizes and the ends of edges are given, so that it measures nothing. */
export function toFlowNodes({ nodes }: MapGraph, { places, path, counts, selectedId }: View): FlowNode[] {
  return nodes.map((node): FlowNode => {
    const size = nodeSize(node);
    const common = {
      id: node.id,
      position: places.get(node.id) ?? { x: 0, y: 0 },
      ...size,
      handles: handlesOf(node),
      selected: node.id === selectedId,
      ariaLabel: nodeLabel(node),
      domAttributes: { tabIndex: -1, ...(node.id === selectedId && { "aria-current": true as const }) },
    };
    if (node.kind === "end") {
      return { ...common, type: "end", draggable: false, ariaRole: "group", data: { node, key: node.name } };
    }
    const mark = path.interactions.get(node.id);
    const rows = rowMarks(node, path);
    const own = counts?.get(node.id);
    const key = JSON.stringify([node, mark, rows, own && [own.came, own.left, [...own.rows]]]);
    return { ...common, type: "interaction", ariaRole: "button", data: { node, path: mark, rows, counts: own, key } };
  });
}

function handlesOf(node: MapNode) {
  const { width, height } = nodeSize(node);
  const dot = { width: 1, height: 1 };
  const target = { type: "target" as const, position: Position.Left, x: 0, y: height / 2, ...dot };
  if (node.kind === "end") return [target];
  const outlets = [...node.outlets.map(({ id }) => id), ...(node.hidden > 0 ? [HIDDEN_OUTLETS] : [])];
  return [
    target,
    ...outlets.map((id, i) => ({
      id,
      type: "source" as const,
      position: Position.Right,
      x: width - 1,
      y: outletY(node, i),
      ...dot,
    })),
  ];
}

function rowMarks({ id, outlets }: InteractionNode, path: TestPath): Record<string, PathMark> {
  return Object.fromEntries(
    outlets.flatMap((outlet) => {
      const mark = path.rows.get(`${id} ${outlet.id.replace(/^row:/, "")}`);
      return mark ? [[outlet.id, mark]] : [];
    }),
  );
}

const colours = { now: "var(--info)", before: "var(--info)", none: "var(--input)" };
const widths = { now: 3, before: 1.5, none: 1.5 };

/** The edges in the form of the map's library. */
export function toFlowEdges({ edges }: MapGraph, path: TestPath): Edge[] {
  return edges.map((edge) => {
    const mark = edgeMark(edge, path);
    const color = colours[mark];
    const isRare = edge.kind === "silence" || edge.kind === "after_tries";
    return {
      id: edge.id,
      source: edge.source,
      sourceHandle: edge.outlet,
      target: edge.target,
      focusable: false,
      style: { stroke: color, strokeWidth: widths[mark], ...(isRare && { strokeDasharray: "5 4" }) },
      markerEnd: { type: MarkerType.ArrowClosed, color, width: 16, height: 16, markerUnits: "userSpaceOnUse" },
      zIndex: mark === "now" ? 1 : 0,
    };
  });
}

function edgeMark({ kind, source, target, id }: MapEdge, path: TestPath): PathMark | "none" {
  if (kind === "row") {
    const rowId = id.slice(`${source} row:`.length);
    return path.rows.get(`${source} ${rowId}`) ?? "none";
  }
  return path.hops.get(`${source} ${target}`) ?? "none";
}
