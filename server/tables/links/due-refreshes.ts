import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { dataTables } from "@/db/schema/tables";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";

/** Tolerates a tick that is a little early, so that a table does not wait for the next one. */
const SLACK_SECONDS = 30;

const DAY_MINUTES = 24 * 60;

/** Each failure doubles the interval, up to a day or the table's own interval if that is longer. */
const waitMinutes = sql`least(
  (${dataTables.source} ->> 'everyMinutes')::int * power(2, least(coalesce((${dataTables.source} ->> 'failedTries')::int, 0), 16)),
  greatest((${dataTables.source} ->> 'everyMinutes')::int, ${DAY_MINUTES}))`;

/** Requests a refresh of each linked table that is due, once per period. @returns The events to dispatch. */
export async function dueRefreshes(): Promise<OutboxEvent[]> {
  return db.transaction(async (tx) => {
    const due = await tx
      .update(dataTables)
      .set({
        source: sql`${dataTables.source} || jsonb_build_object('lastTriedAt', ${new Date().toISOString()}::text)`,
      })
      .where(
        sql`${dataTables.source} is not null and (${dataTables.source} ->> 'lastTriedAt' is null or
          (${dataTables.source} ->> 'lastTriedAt')::timestamptz
            + (${waitMinutes} * 60 - ${SLACK_SECONDS}) * interval '1 second' <= now())`,
      )
      .returning({ workspaceId: dataTables.workspaceId, tableId: dataTables.id });
    return enqueue(
      tx,
      due.map((data) => ({ name: "table/refresh.requested" as const, data })),
    );
  });
}
