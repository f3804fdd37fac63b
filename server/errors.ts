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

/** A user's mistake or a refusal. Its message is shown as it stands, so it says what, where and how to mend it. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetail[];
  /** Seconds after which trying again makes sense (limit_exceeded, unavailable). */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: ErrorDetail[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "DomainError";
    this.code = code;
    this.details = options.details ?? [];
    this.retryAfter = options.retryAfter;
  }
}
