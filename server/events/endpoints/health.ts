/** More waiting deliveries are not counted. */
export const MOST_COUNTED = 10_000;

/** The requests to an endpoint within one hour. */
export interface HourOfRequests {
  /** ISO 8601: its beginning. */
  at: string;
  delivered: number;
  failed: number;
}

/** The requests to an endpoint in the last 24 hours. A request in progress does not count. */
export interface EndpointHealth {
  requests: number;
  delivered: number;
  /** 95 % of the responses came within this time; null without requests. */
  p95Ms: number | null;
  /** Only hours with requests, oldest first. */
  hours: HourOfRequests[];
  /** Deliveries that wait for their next attempt; at most `MOST_COUNTED` + 1. */
  waiting: number;
}
