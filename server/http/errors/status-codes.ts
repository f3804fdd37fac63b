import type { ErrorCode } from "@/server/errors";

/** The HTTP status of each error code (CONTRACTS §1 and §8). */
export const statusCodes: Record<ErrorCode, number> = {
  invalid: 422,
  unauthorized: 401,
  forbidden: 403,
  consent_required: 403,
  not_found: 404,
  gone: 410,
  conflict: 409,
  limit_exceeded: 429,
  payload_too_large: 413,
  unsupported_type: 415,
  over_quota: 402,
  unavailable: 503,
};
