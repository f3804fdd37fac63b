import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { dataTables } from "@/db/schema/tables";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";

/** A tick that comes a little early still counts, else a table would wait for the next one. */
const SLACK_SECONDS = 30;

const DAY_MINUTES = 24 * 60;

/** A link that fails is tried half as often each time, and at least once a day unless it is read more rarely anyway. */
const waitMinutes = sql`least(
  (${dataTables.source} ->> 'everyMinutes')::int * power(2, least(coalesce((${dataTables.source} ->> 'failedTries')::int, 0), 16)),
  greatest((${dataTables.source} ->> 'everyMinutes')::int, ${DAY_MINUTES}))`;

/** Finds the linked tables whose time has come and owes each one refresh, once a period. */
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
