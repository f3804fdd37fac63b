import { z } from "zod";

const statusClass = z.enum(["2xx", "3xx", "4xx", "5xx"]);

/** A status code, or a class such as `2xx`: every status from 200 to 299. */
export const acceptedStatus = z.union([z.int().min(100).max(599), statusClass], {
  error: "Write codes from 100 to 599, or a class such as 2xx for 200 to 299.",
});

export type AcceptedStatus = z.infer<typeof acceptedStatus>;

/** Whether the filter accepts this status. */
export function isAccepted(accepted: AcceptedStatus[], status: number): boolean {
  return accepted.some((known) => known === status || known === `${Math.floor(status / 100)}xx`);
}

/** Whether a status is 2xx but rejected by the filter. */
export function isRefusedSuccess(accepted: AcceptedStatus[] | null, status: number | null): boolean {
  if (accepted === null || status === null) return false;
  return status >= 200 && status <= 299 && !isAccepted(accepted, status);
}

/** The same list, with every status from 200 to 299. */
export function withEverySuccess(accepted: AcceptedStatus[]): AcceptedStatus[] {
  return ["2xx", ...accepted.filter((known) => known !== "2xx" && !(Number(known) >= 200 && Number(known) <= 299))];
}
