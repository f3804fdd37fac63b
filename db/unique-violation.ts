/** PostgreSQL's code for a broken unique index. */
const UNIQUE_VIOLATION = "23505";

/** Whether a query failed because a row with the same key is there already, by the index's name. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (typeof cause !== "object" || cause === null || !("code" in cause)) return false;
  return cause.code === UNIQUE_VIOLATION && "constraint_name" in cause && cause.constraint_name === index;
}
