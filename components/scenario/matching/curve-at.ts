/** A point of a calibration (server/scenario/matching/model/calibrate.ts); all from 0 to 1. */
export interface CurvePoint {
  threshold: number;
  right: number;
  refused: number;
}

/** Returns the point of the curves that is nearest to a threshold. */
export function curveAt(curve: readonly CurvePoint[], threshold: number): CurvePoint | undefined {
  const distance = (point: CurvePoint) => Math.abs(point.threshold - threshold);
  return curve.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** "86 %" for 0.86. */
export function asPercent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
