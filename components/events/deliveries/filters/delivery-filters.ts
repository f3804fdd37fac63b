import { z } from "zod";
import { eventNames } from "@/server/schemas/events/event-names";

const kind = z.enum(["event", "message", "notification", "scenario"]);
const status = z.enum(["delivering", "delivered", "undelivered"]);
const response = z.enum(["2xx", "3xx", "4xx", "5xx", "none"]);
const period = z.enum(["hour", "day", "week", "month"]);
const event = z.enum(eventNames);
const moment = z.iso.datetime({ offset: true });

/** The filters of the list, stored in the page's address. */
export interface DeliveryFilters {
  kind: z.infer<typeof kind> | null;
  endpointId: string | null;
  channelId: string | null;
  event: z.infer<typeof event> | null;
  status: z.infer<typeof status> | null;
  response: z.infer<typeof response> | null;
  period: z.infer<typeof period> | null;
  /** A time range instead of a period, in ISO 8601. */
  since: string | null;
  until: string | null;
  search: string;
  /** The delivery whose details are open, as `<kind>:<id>`. */
  open: string | null;
}

export const noFilters = {
  kind: null,
  endpointId: null,
  channelId: null,
  event: null,
  status: null,
  response: null,
  period: null,
  since: null,
  until: null,
  search: "",
} satisfies Omit<DeliveryFilters, "open">;

/** Reads the filters from an address; ignores values that are not valid. */
export function readFilters(params: URLSearchParams): DeliveryFilters {
  const read = <T>(schema: z.ZodType<T>, name: string) => schema.safeParse(params.get(name)).data ?? null;
  return {
    kind: read(kind, "kind"),
    endpointId: params.get("endpoint"),
    channelId: params.get("channel"),
    event: read(event, "event"),
    status: read(status, "status"),
    response: read(response, "response"),
    period: read(period, "period"),
    since: read(moment, "since"),
    until: read(moment, "until"),
    search: params.get("search") ?? "",
    open: params.get("open"),
  };
}

/** The inverse: "?status=undelivered", or "" when there is no filter. */
export function writeFilters({ endpointId, channelId, search, ...others }: DeliveryFilters): string {
  // Keep a trailing space: the user may still be typing.
  const words = search.trim() === "" ? "" : search;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ endpoint: endpointId, channel: channelId, ...others, search: words }))
    if (value !== null && value !== "") params.set(name, value);
  return params.size > 0 ? `?${params.toString()}` : "";
}

/** Whether any filter is set. */
export function isFiltered({ search, open: _open, ...others }: DeliveryFilters): boolean {
  return search.trim() !== "" || Object.values(others).some((value) => value !== null);
}

/**
 * The kind and id of the open delivery; null if none is open, or the address is not valid.
 */
export function openDelivery(open: string | null): { kind: z.infer<typeof kind>; id: string } | null {
  const [name, id] = (open ?? "").split(/:(.*)/s);
  const known = kind.safeParse(name).data;
  return known && id ? { kind: known, id } : null;
}

const HOUR_MS = 3600 * 1000;
const lengths = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 168 * HOUR_MS, month: 720 * HOUR_MS };

/** The input of the list for the filters. A period ends now, and goes before a range. */
export function listInput({ open: _open, period: length, search, ...filters }: DeliveryFilters, now: Date) {
  const since = length === null ? filters.since : new Date(now.getTime() - lengths[length]).toISOString();
  const until = length === null ? filters.until : null;
  const words = search.trim() === "" ? undefined : search.trim();
  return {
    kind: filters.kind ?? undefined,
    endpointId: filters.endpointId ?? undefined,
    channelId: filters.channelId ?? undefined,
    event: filters.event ?? undefined,
    status: filters.status ?? undefined,
    response: filters.response ?? undefined,
    since: since ?? undefined,
    until: until ?? undefined,
    search: words,
  };
}
