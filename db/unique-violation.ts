import { errorCode } from "./error-code";

/** PostgreSQL's code for a violated unique index. */
const UNIQUE_VIOLATION = "23505";

/** Whether a query failed because a row with the same key exists, by the index's name. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  if (errorCode(error) !== UNIQUE_VIOLATION) return false;
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return typeof cause === "object" && cause !== null && "constraint_name" in cause && cause.constraint_name === index;
}
