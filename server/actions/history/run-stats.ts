import { sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { errorCode } from "@/db/error-code";
import { actionRuns } from "@/db/schema/action-runs";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText, timeZone } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";

const DAYS = 14;

export const runStatsInput = z.object({
  botId: idText,
  actionId: idText.optional(),
  /** The IANA time zone in which days are counted. */
  timeZone: timeZone.default("UTC"),
});

const days = z.array(
  z.object({
    /** Such as `2026-08-01`, in the requested time zone. */
    day: z.string(),
    succeeded: z.coerce.number(),
    failed: z.coerce.number(),
    /** Runs that have not ended. */
    open: z.coerce.number(),
  }),
);
type RunDay = z.infer<typeof days>[number];

/** PostgreSQL's "invalid parameter value". Its list of time zones is older than the one that validated the input. */
const UNKNOWN_TIME_ZONE = "22023";

/**
 * Counts the runs of a bot's actions on each of the last 14 days by outcome, ending with today.
 * @throws DomainError invalid when the database does not know the time zone.
 */
export async function runStats(ctx: ServiceContext, input: z.infer<typeof runStatsInput>): Promise<RunDay[]> {
  requireRole(ctx, "viewer");
  try {
    return await countRuns(ctx, input);
  } catch (error) {
    if (errorCode(error) !== UNKNOWN_TIME_ZONE) throw error;
    const message = `The database does not know the time zone ${input.timeZone}. Choose another, such as UTC.`;
    throw new DomainError("invalid", message, { details: [{ path: ["timeZone"], message }] });
  }
}

async function countRuns(ctx: ServiceContext, input: z.infer<typeof runStatsInput>): Promise<RunDay[]> {
  const { botId, actionId, timeZone } = input;
  const today = sql`(now() at time zone ${timeZone})::date`;
  const rows = await db.execute(sql`
    select to_char(d.day, 'YYYY-MM-DD') as day,
      count(r.id) filter (where r.status = 'succeeded') as succeeded,
      count(r.id) filter (where r.status = 'failed') as failed,
      count(r.id) filter (where r.status not in ('succeeded', 'failed')) as open
    from generate_series(${today} - ${DAYS - 1}::integer, ${today}, interval '1 day') as d (day)
    left join ${actionRuns} r on r.workspace_id = ${ctx.workspaceId} and r.bot_id = ${botId}
      ${actionId === undefined ? sql`` : sql`and r.action_id = ${actionId}`}
      and r.created_at >= d.day::timestamp at time zone ${timeZone}
      and r.created_at < (d.day::timestamp + interval '1 day') at time zone ${timeZone}
    group by d.day order by d.day
  `);
  return days.parse(rows);
}
