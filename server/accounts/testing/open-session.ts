import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { sessions, users } from "@/db/schema/accounts";
import type { SignedIn } from "../sessions/sessions";

/** Returns a user's active session, the same each time; for a deleted user, an id without a row. */
export async function openSession(userId: string): Promise<SignedIn> {
  const sessionId = `ses_of_${userId}`;
  await db.execute(sql`
    insert into ${sessions} (id, user_id, expires_at)
    select ${sessionId}, id, now() + interval '1 day' from ${users} where id = ${userId}
    on conflict do nothing`);
  return { id: userId, sessionId };
}
