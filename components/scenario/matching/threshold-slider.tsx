"use client";

import { useFieldControl } from "@/components/ui/field-context";

interface ThresholdSliderProps {
  value: number;
  disabled: boolean;
  /** What a screen reader says for the value. */
  text: string;
  onMove: (value: number) => void;
  /** Called when the slider is let go. */
  onSettle: () => void;
}

/** A slider from 0 to 1, which the arrow keys move as well. */
export function ThresholdSlider({ value, disabled, text, onMove, onSettle }: ThresholdSliderProps) {
  const wiring = useFieldControl({});
  return (
    <input
      {...wiring}
      type="range"
      min={0}
      max={1}
      step={0.01}
      value={value}
      disabled={disabled}
      aria-valuetext={text}
      onChange={(event) => onMove(event.target.valueAsNumber)}
      onPointerUp={onSettle}
      onKeyUp={onSettle}
      onBlur={onSettle}
      className="h-9 w-full min-w-0 cursor-pointer rounded-sm accent-primary focus-ring disabled:cursor-default"
    />
  );
}
