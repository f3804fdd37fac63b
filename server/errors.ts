import { excerpt } from "./text/excerpt.ts";

/** The reasons why a verb may refuse. Each is mapped to a tRPC code and an HTTP status. */
export type ErrorCode =
  | "invalid"
  | "unauthorized"
  | "forbidden"
  | "consent_required"
  | "not_found"
  | "gone"
  | "conflict"
  | "limit_exceeded"
  | "payload_too_large"
  | "unsupported_type"
  | "over_quota"
  | "unavailable";

/** One fault in the input: its path, and how to fix it. */
export interface ErrorDetail {
  path: (string | number)[];
  message: string;
}

/**
 * The maximum number of faults in a refusal and the length of each, so that a request cannot make its refusal large.
 */
export const MAX_FAULTS = 100;
const MAX_FAULT_CHARACTERS = 300;
const MAX_MESSAGE_CHARACTERS = 2000;

/** Collects faults: the first ones are kept, the others are only counted, so that nothing is built for them. */
export class FaultList {
  readonly details: ErrorDetail[] = [];
  count = 0;

  add(path: ErrorDetail["path"], message: () => string): void {
    this.count += 1;
    if (this.count <= MAX_FAULTS) this.details.push({ path, message: message() });
  }
}

/**
 * A user's mistake or a refusal. Its message is shown unchanged, so it states what is wrong, where, and how to fix it.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  /** At most 100 faults, followed by one without a path that contains the number of further ones. */
  readonly details: ErrorDetail[];
  /** Seconds after which a retry makes sense (limit_exceeded, unavailable). */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      details?: ErrorDetail[];
      /** The number of faults, if `details` contains only the first of them. */
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

/** Returns the first faults, each cut at 300 characters, and one with the number of further ones. */
function limitedFaults(details: ErrorDetail[], count = details.length): ErrorDetail[] {
  const shown = details.slice(0, MAX_FAULTS).map(({ path, message }) => ({
    path: path.map((part) => (typeof part === "string" ? excerpt(part, MAX_FAULT_CHARACTERS) : part)),
    message: excerpt(message, MAX_FAULT_CHARACTERS),
  }));
  const more = count - shown.length;
  return more > 0 ? [...shown, { path: [], message: moreFaults(more) }] : shown;
}

/** Returns the message with the number of omitted faults. */
export function moreFaults(count: number): string {
  return count === 1 ? "And 1 more." : `And ${count.toLocaleString("en")} more.`;
}
