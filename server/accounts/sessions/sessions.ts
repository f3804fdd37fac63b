import { and, eq, lt, ne, sql } from "drizzle-orm";
import { asyncCommit, db, type Executor, type Transaction } from "@/db/client";
import { sessions, users } from "@/db/schema/accounts";
import { statement } from "@/db/statement";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { clientAddress } from "../limits/client-address";
import { userAgentOf } from "./user-agent";

/** The lifetime of a session, in seconds. */
export const SESSION_SECONDS = 30 * 86_400;

/** The user and session named by a request's cookie. Only a query shows whether the session is still active. */
export interface SignedIn {
  id: string;
  sessionId: string;
}

/**
 * Starts a session of a user, deletes the user's expired ones, and returns its id.
 * @param headers Those of the sign-in, from which the list of sessions describes the device.
 * @param checked The password's hash that the sign-in was checked against; absent if it did not depend on the password.
 * @throws DomainError unauthorized if the password has changed since.
 */
export async function startSession(
  userId: string,
  headers: Headers = new Headers(),
  checked?: { passwordHash: string | null },
): Promise<string> {
  const id = newId("session");
  await db.transaction(async (tx) => {
    if (checked) await assertPasswordKept(tx, userId, checked.passwordHash);
    await tx.delete(sessions).where(and(eq(sessions.userId, userId), lt(sessions.expiresAt, sql`now()`)));
    await tx.insert(sessions).values({
      id,
      userId,
      expiresAt: new Date(Date.now() + SESSION_SECONDS * 1000),
      userAgent: userAgentOf(headers),
      address: clientAddress(headers),
    });
  });
  return id;
}

/** The lock makes a change of the password wait, which then ends the session that is being started. */
async function assertPasswordKept(tx: Transaction, userId: string, passwordHash: string | null): Promise<void> {
  const [user] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), sql`${users.passwordHash} is not distinct from ${passwordHash}`))
    .for("share");
  if (!user) throw new DomainError("unauthorized", "The password has just been changed. Sign in again.");
}

/** A column: whether the session's last request is to be noted again, which is done once a minute. */
export const isSeenLongAgo = sql<boolean>`${sessions.lastSeenAt} < now() - interval '1 minute'`;

const noteSeenStatement = statement<{ sessionId: string }, { seen: number }>(({ sessionId }) => {
  return sql`update ${sessions} set last_seen_at = now() where id = ${sessionId} returning 1 as seen, ${asyncCommit}`;
});

/** Notes that a session is in use. */
export async function noteSeen(sessionId: string): Promise<void> {
  await noteSeenStatement({ sessionId });
}

/** A condition on the row of an active session: it exists, belongs to the user and has not expired. */
export function isRunning({ id, sessionId }: SignedIn) {
  return and(eq(sessions.id, sessionId), eq(sessions.userId, id), sql`${sessions.expiresAt} > now()`);
}

/**
 * Checks that a session is active, for requests whose other queries do not.
 * @throws DomainError unauthorized.
 */
export async function assertRunning(user: SignedIn): Promise<void> {
  const [session] = await db.select({ isSeenLongAgo }).from(sessions).where(isRunning(user));
  if (!session) throw new DomainError("unauthorized", "Your session has ended. Sign in again.");
  if (session.isSeenLongAgo) await noteSeen(user.sessionId);
}

/** Ends one session; copies of its cookie become invalid, too. */
export async function endSession(sessionId: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.id, sessionId));
}

/** Ends all sessions of a user, on every device. */
export async function endAllSessions({ id }: Pick<SignedIn, "id">, on: Executor = db): Promise<void> {
  await on.delete(sessions).where(eq(sessions.userId, id));
}

/** Ends a user's sessions on every other device. */
export async function endOtherSessions({ id, sessionId }: SignedIn, on: Executor = db): Promise<void> {
  await on.delete(sessions).where(and(eq(sessions.userId, id), ne(sessions.id, sessionId)));
}
