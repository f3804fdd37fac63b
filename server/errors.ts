import { excerpt } from "./text/excerpt.ts";

/** The closed set of ways in which a verb refuses. The edges map each to a tRPC code and an HTTP status. */
export type ErrorCode =
  | "invalid"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "limit_exceeded"
  | "payload_too_large"
  | "unsupported_type"
  | "over_quota"
  | "unavailable";

/** One fault in the input: where, and how to mend it. */
export interface ErrorDetail {
  path: (string | number)[];
  message: string;
}

/** Faults that one refusal lists, and characters of each: a request must not decide how large its refusal is. */
export const MAX_FAULTS = 100;
const MAX_FAULT_CHARACTERS = 300;
const MAX_MESSAGE_CHARACTERS = 2000;

/** Collects faults: the first are kept, the others only counted, so that nothing is built for them. */
export class FaultList {
  readonly details: ErrorDetail[] = [];
  count = 0;

  add(path: ErrorDetail["path"], message: () => string): void {
    this.count += 1;
    if (this.count <= MAX_FAULTS) this.details.push({ path, message: message() });
  }
}

/** A user's mistake or a refusal. Its message is shown as it stands, so it says what, where and how to mend it. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  /** At most 100 faults; a last one without a place says how many more there are. */
  readonly details: ErrorDetail[];
  /** Seconds after which trying again makes sense (limit_exceeded, unavailable). */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      details?: ErrorDetail[];
      /** How many faults there are, when `details` has only the first of them. */
      faultCount?: number;
      retryAfter?: number;
      cause?: unknown;
    } = {},
  ) {
    super(excerpt(message, MAX_MESSAGE_CHARACTERS), { cause: options.cause });
    this.name = "DomainError";
    this.code = code;
    this.details = limitedFaults(options.details ?? [], options.faultCount);
    this.retryAfter = options.retryAfter;
  }
}

/** The first faults, each at most 300 characters long, and one that says how many more there are. */
function limitedFaults(details: ErrorDetail[], count = details.length): ErrorDetail[] {
  const shown = details.slice(0, MAX_FAULTS).map(({ path, message }) => ({
    path: path.map((part) => (typeof part === "string" ? excerpt(part, MAX_FAULT_CHARACTERS) : part)),
    message: excerpt(message, MAX_FAULT_CHARACTERS),
  }));
  const more = count - shown.length;
  return more > 0 ? [...shown, { path: [], message: moreFaults(more) }] : shown;
}

/** Says how many faults a list leaves out. */
export function moreFaults(count: number): string {
  return count === 1 ? "And 1 more." : `And ${count.toLocaleString("en")} more.`;
}
