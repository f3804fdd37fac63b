import { inArray, lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { emails } from "@/db/schema/emails";
import { nextCheck, TOO_OLD } from "@/server/outbox/check-time";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";

const isTooOld = sql<boolean>`${emails.createdAt} < now() - ${TOO_OLD}`;

/**
 * Requests lost e-mails again; those that were already sent are not sent again. Those of yesterday are given up, since
 * their links no longer work.
 * @returns the events to dispatch.
 */
export function requestLostEmails(limit = 100): Promise<OutboxEvent[]> {
  return db.transaction(async (tx) => {
    const due = tx
      .select({ id: emails.id })
      .from(emails)
      .where(lt(emails.checkAt, sql`now()`))
      .orderBy(emails.checkAt)
      .limit(limit)
      .for("update", { skipLocked: true });
    const lost = await tx
      .update(emails)
      .set({
        checkAt: sql`case when not ${isTooOld} then ${nextCheck(sql`${emails.createdAt}`)} end`,
        contentSealed: sql`case when not ${isTooOld} then ${emails.contentSealed} end`,
        status: sql`case when ${isTooOld} then 'failed' else ${emails.status} end`,
        error: sql`case when ${isTooOld} then 'It could not be sent for a day.' else ${emails.error} end`,
      })
      .where(inArray(emails.id, due))
      .returning({ emailId: emails.id, status: emails.status });
    const open = lost.filter(({ status }) => status === "sending");
    return enqueue(
      tx,
      open.map(({ emailId }) => ({ name: "email/requested" as const, data: { emailId } })),
    );
  });
}
