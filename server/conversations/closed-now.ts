import { sql } from "drizzle-orm";

/** The SET list of an UPDATE of `conversations` that closes a conversation until its customer writes again. */
export const closedNow = sql`status = 'closed', closed_at = now(), snoozed_until = null`;
