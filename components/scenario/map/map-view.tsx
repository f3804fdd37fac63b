"use client";

import { Map as MapIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { type Counters, useCounters } from "../counters/use-counters";
import { useScenario } from "../use-scenario";
import type { NodeCounts } from "./to-flow";

const HEIGHT = "h-[max(26rem,calc(100dvh-var(--bot-top)-15rem))]";

/** The libraries that draw the map are loaded when it is shown. */
const ScenarioMap = dynamic(() => import("./scenario-map").then((map) => map.ScenarioMap), {
  ssr: false,
  loading: () => <Skeleton className={HEIGHT} />,
});

/** The scenario as a map of its interactions and the ways between them. */
export function MapView() {
  const { botId, interactions } = useScenario();
  const { data: counters } = useCounters(botId, { version: "all", span: "all" });
  const counts = useMemo(() => counters && countsOf(counters), [counters]);
  if (interactions.length === 0) {
    return (
      <EmptyState icon={<MapIcon />} title="Nothing to draw yet">
        Add an interaction in the list. Then the map shows it, and where it leads.
      </EmptyState>
    );
  }
  return <ScenarioMap className={HEIGHT} {...(counts && { counts })} />;
}

function countsOf({ interactions }: Counters): ReadonlyMap<string, NodeCounts> {
  return new Map(
    interactions.map(({ interactionId, came, left, rows }) => [
      interactionId,
      { came, left, rows: new Map(rows.map(({ rowId, chose }) => [rowId, chose])) },
    ]),
  );
}
