import { sql } from "drizzle-orm";

/** Assignments that make an ended delivery due again, with the whole schedule of attempts. Its log stays. */
export const restart = sql`status = 'delivering', attempts_before = attempts, next_attempt_at = now(), finished_at = null`;
