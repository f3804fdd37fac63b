import {
  acceptedStatus,
  isRefusedSuccess,
  withEverySuccess,
  type AcceptedStatus,
} from "@/server/schemas/steps/accepted-statuses";

/** Parses "200, 201 2xx" into statuses; anything else becomes NaN. */
export function parseStatusCodes(text: string): AcceptedStatus[] {
  return text
    .split(/[\s,;]+/)
    .filter((word) => word !== "")
    .map((word) => acceptedStatus.safeParse(/^\d+$/.test(word) ? Number(word) : word.toLowerCase()).data ?? Number.NaN);
}

/** Describes what is wrong with the entered status codes; null if they are valid. */
export function statusCodesFault(text: string): string | null {
  const codes = parseStatusCodes(text);
  if (codes.length === 0) return "Give at least one code, such as 200, or choose “any status”.";
  if (codes.length > 100) return "Give at most 100 codes. A class such as 2xx stands for many.";
  return codes.some((code) => Number.isNaN(code))
    ? "Write codes from 100 to 599 with commas between them, such as 200, 201, or 2xx for all from 200 to 299."
    : null;
}

/** Whether the entered filter refuses the status although it is a 2xx. */
export function refusesSuccess(
  { isFiltered, statusCodes }: { isFiltered: boolean; statusCodes: string },
  status: number | null,
): boolean {
  return (
    isFiltered && statusCodesFault(statusCodes) === null && isRefusedSuccess(parseStatusCodes(statusCodes), status)
  );
}

/** Extends the entered list with every status from 200 to 299. */
export function acceptsEverySuccess(text: string): string {
  return withEverySuccess(parseStatusCodes(text)).join(", ");
}
