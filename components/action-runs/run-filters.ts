import { z } from "zod";

/** The filters of the history, stored in the page's address. */
export interface RunFilters {
  actionId: string | null;
  status: RunState | null;
  origin: RunOrigin | null;
  period: Period | null;
  search: string;
  /** The run whose details are open. */
  runId: string | null;
}

const runState = z.enum(["succeeded", "failed", "waiting", "under_way"]);
const runOrigin = z.enum(["chat", "try", "bot"]);
const period = z.enum(["day", "week", "month"]);
type RunState = z.infer<typeof runState>;
type RunOrigin = z.infer<typeof runOrigin>;
type Period = z.infer<typeof period>;

const DAY_MS = 24 * 3600 * 1000;
const lengths = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS };

/** Reads the filters from an address; ignores values that are not valid. */
export function readFilters(params: URLSearchParams): RunFilters {
  return {
    actionId: params.get("action"),
    status: runState.safeParse(params.get("status")).data ?? null,
    origin: runOrigin.safeParse(params.get("origin")).data ?? null,
    period: period.safeParse(params.get("period")).data ?? null,
    search: params.get("search") ?? "",
    runId: params.get("run"),
  };
}

/** The inverse: "?status=failed", or "" when there is no filter. */
export function writeFilters({ actionId, status, origin, period, search, runId }: RunFilters): string {
  // Keep a trailing space: the user may still be typing.
  const words = search.trim() === "" ? "" : search;
  const given = { action: actionId, status, origin, period, search: words, run: runId };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) {
    if (value !== null && value !== "") params.set(name, value);
  }
  return params.size > 0 ? `?${params.toString()}` : "";
}

/** Whether any filter is set. */
export function isFiltered({ actionId, status, origin, period, search }: RunFilters): boolean {
  return search.trim() !== "" || [actionId, status, origin, period].some((value) => value !== null);
}

/** The start of a period, in ISO 8601. */
export function sinceOf(period: Period, now: Date): string {
  return new Date(now.getTime() - lengths[period]).toISOString();
}
