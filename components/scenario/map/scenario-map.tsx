"use client";

import "@xyflow/react/dist/base.css";
import {
  Background,
  getNodesBounds,
  getViewportForBounds,
  MiniMap,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  type Viewport,
} from "@xyflow/react";
import { useEffect, useEffectEvent, useId, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { useScenario } from "../use-scenario";
import { EndNodeView } from "./end-node";
import { InteractionNodeView } from "./interaction-node";
import { MapTools } from "./map-tools";
import { motionMs } from "./motion-ms";
import { nodeSize } from "./node-size";
import type { FlowNode, NodeCounts } from "./to-flow";
import { useMap } from "./use-map";
import { useMapKeys, useReveal } from "./use-map-keys";

const nodeTypes = { interaction: InteractionNodeView, end: EndNodeView };

/** Below this scale, nodes show only their names. */
const FAR = 0.42;
/** The smallest scale at which the map opens; a larger one opens at its Welcome instead. */
const SMALLEST_FIRST = 0.55;
const MIN_ZOOM = 0.08;
const FIT = { padding: 0.08, maxZoom: 1 };

interface ScenarioMapProps {
  className?: string;
  /** What the counters show, by the id of the interaction. */
  counts?: ReadonlyMap<string, NodeCounts>;
}

/** The map of a scenario: nodes for its interactions, edges for the ways between them. */
export function ScenarioMap(props: ScenarioMapProps) {
  return (
    <ReactFlowProvider>
      <MapCanvas {...props} />
    </ReactFlowProvider>
  );
}

function MapCanvas({ className, counts }: ScenarioMapProps) {
  const { canEdit, select, selected } = useScenario();
  const map = useMap(counts);
  const { graph, places, path } = map;
  const { fitView, zoomIn, zoomOut } = useReactFlow();
  const root = useRef<HTMLDivElement>(null);
  const help = useId();
  useStart(map.nodes);
  const fit = () => void fitView({ ...FIT, duration: motionMs() });
  const startId = selected?.id ?? graph.nodes.find((node) => node.kind === "interaction")?.id ?? null;
  const onOpen = (id: string) => {
    if (graph.nodes.some((node) => node.id === id && node.kind === "interaction")) select(id);
  };
  const onKeyDown = useMapKeys({ graph, places, startId, onOpen, onFit: fit });
  useFollowPath(path.newest, useReveal(graph, places));

  return (
    <div ref={root} className={cn("overflow-hidden rounded-lg border bg-background", className)}>
      <p id={help} className="sr-only">
        Arrow keys move between connected interactions. Enter opens one. Plus and minus zoom, 0 shows all.
      </p>
      <ReactFlow<FlowNode>
        nodes={map.nodes}
        edges={map.edges}
        nodeTypes={nodeTypes}
        onNodesChange={map.onNodesChange}
        onNodeDragStop={(_event, _node, moved) => map.onDragEnd(moved)}
        onNodeClick={(_event, { id }) => onOpen(id)}
        onViewportChange={({ zoom }) => markFar(root.current, zoom)}
        onKeyDown={onKeyDown}
        tabIndex={0}
        aria-label="Map of the scenario"
        aria-describedby={help}
        className="outline-2 -outline-offset-2 outline-transparent [--xy-edge-stroke:var(--input)] focus-visible:outline-ring [&_.react-flow\_\_node]:rounded-lg [&_.react-flow\_\_node]:outline-offset-4 [&_.react-flow\_\_node:focus-visible]:outline-2 [&_.react-flow\_\_node:focus-visible]:outline-ring"
        nodesDraggable={canEdit && !hasCoarsePointer()}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        onlyRenderVisibleElements
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={MIN_ZOOM}
        maxZoom={1.5}
        nodeDragThreshold={4}
        proOptions={{ hideAttribution: true }}
      >
        <Background color="var(--border-strong)" gap={24} />
        <Panel position="top-left" className="m-3!">
          <MapTools
            canEdit={canEdit}
            onZoomIn={() => void zoomIn({ duration: motionMs() })}
            onZoomOut={() => void zoomOut({ duration: motionMs() })}
            onFit={fit}
            onArrange={() => {
              map.arrange();
              requestAnimationFrame(fit);
            }}
          />
        </Panel>
        <MiniMap<FlowNode>
          pannable
          zoomable
          ariaLabel="Overview of the map"
          bgColor="var(--card)"
          maskColor="var(--overlay)"
          nodeColor={overviewColour}
          className="m-3! overflow-hidden rounded-lg border shadow-lifted @max-2xl:hidden"
        />
      </ReactFlow>
    </div>
  );
}

function overviewColour(node: FlowNode): string {
  if (node.selected) return "var(--ring)";
  if (node.type === "interaction" && node.data.path) return "var(--info)";
  if (node.type === "interaction" && node.data.node.errors > 0) return "var(--destructive)";
  return "var(--input)";
}

function markFar(root: HTMLElement | null, zoom: number): void {
  if (root) root.dataset.far = String(zoom < FAR);
}

function hasCoarsePointer(): boolean {
  return window.matchMedia("(pointer: coarse)").matches;
}

/** Shows the whole map at first or, if that would be too small to read, its Welcome. */
function useStart(nodes: FlowNode[]): void {
  const { setViewport } = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const isDone = useRef(false);
  useEffect(() => {
    // The size of the map is not known at first.
    if (isDone.current || width === 0 || height === 0) return;
    isDone.current = true;
    void setViewport(firstViewport(nodes, width, height));
  }, [nodes, width, height, setViewport]);
}

/** Computed from the sizes that are known, because the library's own fit waits until it has drawn nodes. */
function firstViewport(nodes: FlowNode[], width: number, height: number): Viewport {
  const whole = getViewportForBounds(getNodesBounds(nodes), width, height, MIN_ZOOM, FIT.maxZoom, FIT.padding);
  if (whole.zoom >= SMALLEST_FIRST) return whole;
  const isFirst = (node: FlowNode) => node.type === "interaction" && node.data.node.role === "welcome";
  const first = nodes.find((node) => node.selected) ?? nodes.find(isFirst) ?? nodes[0];
  if (!first) return whole;
  const zoom = 0.8;
  const middle = first.position.y + nodeSize(first.data.node).height / 2;
  return { x: 60 - first.position.x * zoom, y: height / 2 - middle * zoom, zoom };
}

/** Moves the map to the interaction that the test chat came to, if it is out of view. */
function useFollowPath(newest: string | null, reveal: (id: string) => void): void {
  const show = useEffectEvent(reveal);
  useEffect(() => {
    if (newest !== null) show(newest);
  }, [newest]);
}
