"use client";

import { applyNodeChanges, type NodeChange } from "@xyflow/react";
import { useCallback, useMemo, useState } from "react";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { useTestPath } from "../path/use-test-path";
import { useScenarioProblems } from "../problems/use-scenario-problems";
import { useBotNames } from "../problems/use-bot-names";
import { useScenario } from "../use-scenario";
import { layOutMap, placesOf, type Point } from "./lay-out-map";
import { buildMapGraph } from "./map-graph";
import { type FlowNode, type NodeCounts, toFlowEdges, toFlowNodes } from "./to-flow";

/** What the map shows, and the changes that it makes. */
export function useMap(counts: ReadonlyMap<string, NodeCounts> | undefined) {
  const { botId, interactions, selected, edit } = useScenario();
  const problems = useScenarioProblems();
  const nameOfBot = useBotNames();
  const path = useTestPath(botId);
  const graph = useMemo(() => buildMapGraph(interactions, problems, nameOfBot), [interactions, problems, nameOfBot]);
  const places = usePlaces(graph);
  const selectedId = selected?.id ?? null;
  const settled = useMemo(
    () => toFlowNodes(graph, { places, path, counts, selectedId }),
    [graph, places, path, counts, selectedId],
  );
  const edges = useMemo(() => toFlowEdges(graph, path), [graph, path]);
  const { nodes, onNodesChange, endDrag } = useDragging(settled);

  function place(moved: ReadonlyMap<string, Point>, what: string) {
    const put = interactions.flatMap((one): Interaction[] => {
      const to = moved.get(one.id);
      return to ? [{ ...one, place: { x: Math.round(to.x), y: Math.round(to.y) } }] : [];
    });
    if (put.length > 0) void edit({ put }, { what });
  }

  return {
    graph,
    places,
    path,
    nodes,
    edges,
    onNodesChange,
    onDragEnd(moved: FlowNode[]) {
      const [first] = moved;
      const name = first?.type === "interaction" ? first.data.node.name : "";
      place(new Map(moved.map(({ id, position }) => [id, position])), `move of ${name} on the map`);
      endDrag();
    },
    arrange: () => place(layOutMap(graph), "arrangement of the map"),
  };
}

/** The places of the nodes, laid out again only when something changes that matters for it. */
function usePlaces(graph: ReturnType<typeof buildMapGraph>): ReadonlyMap<string, Point> {
  const shape = JSON.stringify([
    graph.nodes.map((node) =>
      node.kind === "end" ? node.id : [node.id, node.place, node.text === "", node.outlets.length, node.hidden > 0],
    ),
    graph.edges.map(({ source, target }) => [source, target]),
  ]);
  const [known, setKnown] = useState(() => ({ shape, places: placesOf(graph) }));
  if (known.shape === shape) return known.places;
  const next = { shape, places: placesOf(graph) };
  setKnown(next);
  return next.places;
}

/** While a node is dragged, the map has its own positions. */
function useDragging(settled: FlowNode[]) {
  const [dragged, setDragged] = useState<FlowNode[] | null>(null);
  const nodes = dragged ?? settled;
  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const moves = changes.filter((change) => change.type === "position");
      if (moves.length > 0) setDragged((known) => applyNodeChanges(moves, known ?? settled));
    },
    [settled],
  );
  return { nodes, onNodesChange, endDrag: () => setDragged(null) };
}
