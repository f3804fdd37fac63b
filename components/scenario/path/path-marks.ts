import type { TraceEntry } from "@/server/schemas/trace";

/** A step of the way that a test chat took through the scenario. */
type PathStep = Pick<Extract<TraceEntry, { kind: "scenario" }>, "interactionId" | "rowId" | "how">;

type Entry = (PathStep & { kind: "scenario" }) | { kind: Exclude<TraceEntry["kind"], "scenario"> };

/** Whether the newest turn came to a place, or an earlier one of the same chat. */
export type PathMark = "now" | "before";

export interface TestPath {
  interactions: ReadonlyMap<string, PathMark>;
  /** By the id of the interaction and that of the row, divided by a space. */
  rows: ReadonlyMap<string, PathMark>;
  /** Pairs of interactions that followed each other, divided by a space. */
  hops: ReadonlyMap<string, PathMark>;
  /** The interaction to which the newest turn came last; null before the first. */
  newest: string | null;
}

/** The reasons for which one interaction leads to the next. */
const LEADS = new Set<PathStep["how"]>(["redirect", "option", "silence"]);

/** What a chat came through, from the traces of its turns, oldest first. */
export function markPath(turns: readonly (readonly Entry[])[]): TestPath {
  const interactions = new Map<string, PathMark>();
  const rows = new Map<string, PathMark>();
  const hops = new Map<string, PathMark>();
  const steps = turns.flatMap((trace, i) => stepsOf(trace, i === turns.length - 1 ? "now" : "before"));
  for (const [i, { interactionId, rowId, how, mark }] of steps.entries()) {
    interactions.set(interactionId, mark);
    if (rowId !== undefined) rows.set(`${interactionId} ${rowId}`, mark);
    const before = steps[i - 1];
    if (before && LEADS.has(how)) hops.set(`${before.interactionId} ${interactionId}`, mark);
  }
  return { interactions, rows, hops, newest: steps.at(-1)?.interactionId ?? null };
}

function stepsOf(trace: readonly Entry[], mark: PathMark): (PathStep & { mark: PathMark })[] {
  return trace.flatMap((entry) => (entry.kind === "scenario" ? [{ ...entry, mark }] : []));
}
