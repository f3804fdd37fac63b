import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { sessions } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import { describeBrowser } from "./describe-browser";
import type { SignedIn } from "./sessions";

export interface ShownSession {
  id: string;
  /** Such as "Firefox on Windows". */
  browser: string;
  /** Null if it is not known, as on the machine that Parley runs on. */
  address: string | null;
  lastSeenAt: string;
  signedInAt: string;
  /** The session of this request. */
  isCurrent: boolean;
}

/** Lists a user's active sessions, this one first. */
export async function listSessions({ id, sessionId }: SignedIn): Promise<ShownSession[]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, id), sql`${sessions.expiresAt} > now()`))
    .orderBy(desc(eq(sessions.id, sessionId)), desc(sessions.lastSeenAt));
  return rows.map((row) => ({
    id: row.id,
    browser: describeBrowser(row.userAgent),
    address: row.address,
    lastSeenAt: row.lastSeenAt.toISOString(),
    signedInAt: row.createdAt.toISOString(),
    isCurrent: row.id === sessionId,
  }));
}

export const endSessionInput = z.object({ sessionId: idText });

/**
 * Ends another session of the user.
 * @throws DomainError not_found.
 */
export async function endOwnSession({ id }: SignedIn, sessionId: string): Promise<void> {
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, id), eq(sessions.id, sessionId)))
    .returning({ id: sessions.id });
  if (ended.length === 0) throw new DomainError("not_found", "This session has already ended.");
}
