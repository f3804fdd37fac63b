import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { sessions, users } from "@/db/schema/accounts";
import type { SignedIn } from "../sessions/sessions";

/** Returns a user's active session, the same each time; for a deleted user, an id without a row. */
export async function openSession(userId: string): Promise<SignedIn> {
  const sessionId = `ses_of_${userId}`;
  const row = db
    .select({
      id: sql<string>`${sessionId}::text`.as("id"),
      userId: users.id,
      expiresAt: sql<Date>`now() + interval '1 day'`.as("expires_at"),
      createdAt: sql<Date>`now()`.as("created_at"),
    })
    .from(users)
    .where(eq(users.id, userId));
  await db.insert(sessions).select(row).onConflictDoNothing();
  return { id: userId, sessionId };
}
