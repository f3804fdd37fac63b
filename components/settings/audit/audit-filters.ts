import { z } from "zod";
import { targetTexts } from "./verb-texts";

type TargetType = keyof typeof targetTexts;

export const targetTypes = Object.keys(targetTexts).filter((type): type is TargetType => type in targetTexts);

const target = z.enum(targetTypes);
const period = z.enum(["day", "week", "month"]);

/** The filters of the audit log, stored in the page's address. */
export interface AuditFilters {
  actorId: string | null;
  targetType: TargetType | null;
  period: z.infer<typeof period> | null;
  search: string;
}

export const noFilters: AuditFilters = { actorId: null, targetType: null, period: null, search: "" };

/** Reads the filters from an address; ignores values that are not valid. */
export function readFilters(params: URLSearchParams): AuditFilters {
  return {
    actorId: params.get("actor"),
    targetType: target.safeParse(params.get("kind")).data ?? null,
    period: period.safeParse(params.get("period")).data ?? null,
    search: params.get("search") ?? "",
  };
}

/** The inverse: "?kind=bot", or "" without a filter. */
export function writeFilters({ actorId, targetType, period: length, search }: AuditFilters): string {
  const params = new URLSearchParams();
  const words = search.trim() === "" ? null : search;
  for (const [name, value] of Object.entries({ actor: actorId, kind: targetType, period: length, search: words }))
    if (value !== null) params.set(name, value);
  return params.size > 0 ? `?${params.toString()}` : "";
}

const DAY_MS = 24 * 3600 * 1000;
const lengths = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS };

/** What the list and the export ask for. */
export function auditInput({ actorId, targetType, period: length, search }: AuditFilters, now: Date) {
  return {
    actorId: actorId ?? undefined,
    targetType: targetType ?? undefined,
    search: search.trim() || undefined,
    since: length === null ? undefined : new Date(now.getTime() - lengths[length]).toISOString(),
  };
}
