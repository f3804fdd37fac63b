"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type KeyboardEvent, useCallback, useRef } from "react";
import { motionMs } from "./motion-ms";
import { type Direction, neighbourOf } from "./neighbour";
import type { MapGraph } from "./map-graph";
import { nodeSize } from "./node-size";
import type { Point } from "./lay-out-map";

const directions: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

interface KeysOptions {
  graph: MapGraph;
  places: ReadonlyMap<string, Point>;
  /** Where the arrow keys begin. */
  startId: string | null;
  onOpen: (id: string) => void;
  onFit: () => void;
}

/**
 * The keys of the map: arrows move between connected nodes, Enter opens one, + and - zoom, 0 shows all. The map is one
 * stop of the Tab key.
 */
export function useMapKeys({ graph, places, startId, onOpen, onFit }: KeysOptions) {
  const { zoomIn, zoomOut } = useReactFlow();
  const reveal = useReveal(graph, places);
  const lastId = useRef<string | null>(null);

  function focus(id: string, root: HTMLElement) {
    lastId.current = id;
    reveal(id);
    focusNode(root, id);
  }

  return function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target instanceof HTMLElement ? (event.target.dataset.id ?? null) : null;
    const isOnMap = event.target === event.currentTarget;
    if (at === null && !isOnMap) return;
    const known = (id: string | null) => (id !== null && places.has(id) ? id : null);
    const direction = directions[event.key];
    if (direction) {
      event.preventDefault();
      const next = at === null ? (known(lastId.current) ?? startId) : neighbourOf(graph, places, at, direction);
      if (next !== null) focus(next, event.currentTarget);
      return;
    }
    if ((event.key === "Enter" || event.key === " ") && at !== null) {
      event.preventDefault();
      onOpen(at);
    } else if (event.key === "+" || event.key === "=") void zoomIn({ duration: motionMs() });
    else if (event.key === "-") void zoomOut({ duration: motionMs() });
    else if (event.key === "0") onFit();
  };
}

/** Returns a function that moves the map if a node is not entirely in view. */
export function useReveal(graph: MapGraph, places: ReadonlyMap<string, Point>): (id: string) => void {
  const { getViewport, setCenter } = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (id) => {
      const node = graph.nodes.find((one) => one.id === id);
      const place = places.get(id);
      if (!node || !place) return;
      const size = nodeSize(node);
      const { x, y, zoom } = getViewport();
      const { width, height } = store.getState();
      const [left, top] = [place.x * zoom + x, place.y * zoom + y];
      const isInside = left >= 0 && top >= 0 && left + size.width * zoom <= width && top + size.height * zoom <= height;
      if (isInside) return;
      const options = { zoom: Math.max(zoom, 0.5), duration: motionMs() };
      void setCenter(place.x + size.width / 2, place.y + size.height / 2, options);
    },
    [graph, places, getViewport, setCenter, store],
  );
}

/** How long to wait for a node that the map draws only when it is in view, in milliseconds. */
const WAIT_MS = 1000;

function focusNode(root: HTMLElement, id: string): void {
  const end = performance.now() + WAIT_MS;
  const look = () => {
    const node = root.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
    if (node) node.focus({ preventScroll: true });
    else if (performance.now() < end) requestAnimationFrame(look);
  };
  look();
}
