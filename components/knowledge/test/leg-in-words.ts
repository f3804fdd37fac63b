import type { TraceEntry } from "@/server/schemas/trace";

type Leg = Extract<TraceEntry, { kind: "knowledge" }>["hits"][number]["legs"][number];

const legTexts: Record<string, string> = {
  words: "Words",
  grams: "Parts of words",
  exact: "Numbers and codes",
  meaning: "Meaning",
  question: "Direct question",
};

/**
 * A search that found a hit, such as "Words: place 1 (0.52)". A direct question is compared with what it needs to be
 * answered as written: "Direct question: 0.71, needs 0.80".
 * @param threshold Undefined if it is not known.
 */
export function legInWords({ leg, rank, score }: Leg, threshold: number | undefined): string {
  const label = legTexts[leg] ?? leg;
  if (leg !== "question" || threshold === undefined) return `${label}: place ${rank} (${score.toFixed(2)})`;
  // Rounded down, so that a score just below the threshold does not seem to reach it.
  return `${label}: ${(Math.floor(score * 100) / 100).toFixed(2)}, needs ${threshold.toFixed(2)}`;
}
