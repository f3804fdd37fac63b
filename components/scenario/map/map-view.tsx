"use client";

import { Map as MapIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { useScenario } from "../use-scenario";

const HEIGHT = "h-[max(26rem,calc(100dvh-var(--bot-top)-15rem))]";

/** The libraries that draw the map are loaded when it is shown. */
const ScenarioMap = dynamic(() => import("./scenario-map").then((map) => map.ScenarioMap), {
  ssr: false,
  loading: () => <Skeleton className={HEIGHT} />,
});

/** The scenario as a map of its interactions and the ways between them. */
export function MapView() {
  const { interactions } = useScenario();
  if (interactions.length === 0) {
    return (
      <EmptyState icon={<MapIcon />} title="Nothing to draw yet">
        Add an interaction in the list. Then the map shows it, and where it leads.
      </EmptyState>
    );
  }
  return <ScenarioMap className={HEIGHT} />;
}
