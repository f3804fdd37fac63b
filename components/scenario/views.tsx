import type { ComponentType } from "react";
import { ResultsView } from "./counters/results-view";
import { ListView } from "./list/list-view";
import { MapView } from "./map/map-view";
import type { ViewId } from "./view-ids";

interface View {
  id: ViewId;
  label: string;
  Content: ComponentType;
}

/** The ways to look at a scenario. Each reads it with `useScenario` and opens the side panel with `select`. */
export const views: readonly View[] = [
  { id: "list", label: "List", Content: ListView },
  { id: "map", label: "Map", Content: MapView },
  { id: "results", label: "Results", Content: ResultsView },
];
