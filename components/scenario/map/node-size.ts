import type { InteractionNode, MapNode } from "./map-graph";

/** The measures of a node in pixels. They are fixed, so that the map is laid out without showing it first. */
const NODE_WIDTH = 260;
export const HEADER = 44;
export const TEXT = 52;
export const OUTLET = 28;
const FOOT = 6;
const END_WIDTH = 180;
const END_HEIGHT = 36;

export interface Size {
  width: number;
  height: number;
}

/** The size of a node on the map. */
export function nodeSize(node: MapNode): Size {
  if (node.kind === "end") return { width: END_WIDTH, height: END_HEIGHT };
  const lines = outletCount(node);
  return { width: NODE_WIDTH, height: outletTop(node) + lines * OUTLET + (lines > 0 ? FOOT : 0) };
}

/** Where the outlets of a node begin, from its top. */
function outletTop({ text }: InteractionNode): number {
  return HEADER + (text === "" ? 0 : TEXT);
}

function outletCount({ outlets, hidden }: InteractionNode): number {
  return outlets.length + (hidden > 0 ? 1 : 0);
}

/** The middle of an outlet's line, from the top of its node. */
export function outletY(node: InteractionNode, index: number): number {
  return outletTop(node) + index * OUTLET + OUTLET / 2;
}
