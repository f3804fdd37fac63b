"use client";

import dynamic from "next/dynamic";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { Skeleton } from "@/components/ui/skeleton";
import { asPercent, curveAt, type CurvePoint } from "./curve-at";
import { ThresholdSlider } from "./threshold-slider";

/** Loaded with the card, because its library is large. */
const ThresholdChart = dynamic(() => import("./threshold-chart").then((chart) => chart.ThresholdChart), {
  ssr: false,
  loading: () => <Skeleton className="h-[200px]" />,
});

interface Calibration {
  threshold: number;
  /** The number of phrases that were left out. */
  trials: number;
  curve: CurvePoint[];
}

interface MeasuredThresholdProps {
  calibration: Calibration;
  canEdit: boolean;
  /** Null for the measured one. */
  threshold: number | null;
  onChange: (threshold: number | null) => void;
}

/** The threshold on both curves, and the controls that move it. */
export function MeasuredThreshold({ calibration, canEdit, threshold: saved, onChange }: MeasuredThresholdProps) {
  const chosen = saved ?? calibration.threshold;
  /** While it is moved. */
  const [moved, setMoved] = useState<number | null>(null);
  const threshold = moved ?? chosen;
  const point = curveAt(calibration.curve, threshold);
  function save() {
    if (moved !== null && moved !== chosen) onChange(moved);
    setMoved(null);
  }
  return (
    <div className="grid min-w-0 gap-4">
      <Curves calibration={calibration} threshold={threshold} />
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <Field label="Threshold" className="min-w-0 flex-1 basis-40">
          <ThresholdSlider
            value={threshold}
            disabled={!canEdit}
            onMove={setMoved}
            onSettle={save}
            text={`${threshold.toFixed(2)}: ${asPercent(point?.right ?? 0)} right, ${asPercent(point?.refused ?? 0)} refused`}
          />
        </Field>
        <Field label="Number">
          <NumberInput
            value={threshold}
            disabled={!canEdit}
            className="w-20"
            onChange={(value) => {
              if (value >= 0 && value <= 1) setMoved(value);
            }}
            onBlur={save}
          />
        </Field>
        {canEdit && (
          <Button variant="outline" disabled={saved === null} onClick={() => onChange(null)}>
            Use measured ({calibration.threshold.toFixed(2)})
          </Button>
        )}
      </div>
    </div>
  );
}

function Curves({ calibration: { curve, trials }, threshold }: { calibration: Calibration; threshold: number }) {
  const about = useId();
  const point = curveAt(curve, threshold);
  return (
    <figure aria-describedby={about} className="grid min-w-0 gap-2">
      <div aria-hidden>
        <ThresholdChart curve={curve} threshold={threshold} />
      </div>
      <figcaption id={about} className="grid gap-1 text-13 leading-5 text-muted-foreground">
        <span>
          <span aria-hidden className="mr-2 inline-block w-5 border-t-2 border-foreground align-middle" />
          At {threshold.toFixed(2)},{" "}
          <strong className="font-medium text-foreground">{asPercent(point?.right ?? 0)}</strong> of the bot’s own
          phrases reach their interaction when the bot does not know them.
        </span>
        <span>
          <span
            aria-hidden
            className="mr-2 inline-block w-5 border-t-2 border-dashed border-muted-foreground align-middle"
          />
          <strong className="font-medium text-foreground">{asPercent(point?.refused ?? 0)}</strong> of phrases whose
          interaction is missing reach none. What customers ask besides is less like your phrases, so more of it is
          refused.
        </span>
        <span>Measured with {trials.toLocaleString("en")} phrases that were left out.</span>
      </figcaption>
    </figure>
  );
}
