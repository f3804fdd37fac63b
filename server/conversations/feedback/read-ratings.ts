import { and, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { errorCode } from "@/db/error-code";
import { bots } from "@/db/schema/bots";
import { isShown } from "@/server/accounts/access/limits-sql";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { excerpt } from "@/server/text/excerpt";

const DAYS = 30;
const MOST_NEGATIVE = 10;
const EXCERPT = 160;

export const ratingsInput = z.object({
  botId: idText,
  /** Only this channel of the bot; all of them without it. */
  channelId: idText.optional(),
});

const days = z.array(
  z.object({
    /** Such as `2026-08-01`, in the time zone of the bot. */
    day: z.string(),
    /** Answers rated helpful and not helpful. */
    helpful: z.coerce.number(),
    unhelpful: z.coerce.number(),
    /** How many conversations were rated, and the sum of their scores. */
    rated: z.coerce.number(),
    scores: z.coerce.number(),
  }),
);
export type RatingDay = z.infer<typeof days>[number];

const negatives = z.array(
  z.object({
    id: z.string(),
    conversationId: z.string(),
    /** The sequence number of the rated answer; null for a conversation. */
    seq: z.coerce.number().nullable(),
    /** Of a conversation, 1 or 2; null for an answer. */
    score: z.number().nullable(),
    comment: z.string().nullable(),
    /** The beginning of the rated answer; null for a conversation. */
    answer: z
      .string()
      .nullable()
      .transform((text) => text && excerpt(text, EXCERPT)),
    at: z.coerce.date().transform((at) => at.toISOString()),
  }),
);
export type NegativeRating = z.output<typeof negatives>[number];

export interface Ratings {
  /** The last 30 days, ending with today. A rating counts on the day when it was given or last changed. */
  days: RatingDay[];
  /** The newest negative ratings of these days, newest first. */
  negative: NegativeRating[];
}

interface Scope extends Pick<ServiceContext, "limits"> {
  workspaceId: string;
  botId: string;
  channelId: string | undefined;
  timeZone: string;
}

/** PostgreSQL's "invalid parameter value". Its list of time zones is older than the one that validated the bot's. */
const UNKNOWN_TIME_ZONE = "22023";

/**
 * Returns how customers rated a bot's answers and conversations in the last 30 days, in the bot's time zone, or UTC if
 * the database does not know that. The test chat does not count.
 * @throws DomainError `not_found`.
 */
export async function readRatings(ctx: ServiceContext, input: z.infer<typeof ratingsInput>): Promise<Ratings> {
  requireRole(ctx, "viewer");
  const { workspaceId } = ctx;
  const [bot] = await db
    .select({ timeZone: bots.timeZone })
    .from(bots)
    .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, input.botId)));
  if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
  const scope = { workspaceId, botId: input.botId, channelId: input.channelId, limits: ctx.limits ?? null };
  try {
    return await read({ ...scope, timeZone: bot.timeZone });
  } catch (error) {
    if (errorCode(error) !== UNKNOWN_TIME_ZONE) throw error;
    return read({ ...scope, timeZone: "UTC" });
  }
}

async function read(scope: Scope): Promise<Ratings> {
  const [byDay, newest] = await Promise.all([db.execute(daysQuery(scope)), db.execute(negativeQuery(scope))]);
  return { days: days.parse(byDay), negative: negatives.parse(newest) };
}

/** The first of the days, as a date. */
function firstDay({ timeZone }: Scope): SQL {
  return sql`((now() at time zone ${timeZone})::date - ${DAYS - 1}::integer)`;
}

/** The ratings `f` of the days with their conversations `c`: a range of the index `feedback_workspace`. */
function ratingsOf(scope: Scope): SQL {
  const { workspaceId, botId, channelId, timeZone } = scope;
  return sql`
    feedback f join conversations c on c.id = f.conversation_id and c.channel_id in (
      select h.id from channels h where h.workspace_id = ${workspaceId} and h.bot_id = ${botId} and not h.runs_draft
        ${channelId === undefined ? sql`` : sql`and h.id = ${channelId}`}
    )
    where f.workspace_id = ${workspaceId} and ${isShown(scope, { botId: sql`c.bot_id`, channelId: sql`c.channel_id` })}
      and f.updated_at >= ${firstDay(scope)}::timestamp at time zone ${timeZone}`;
}

function daysQuery(scope: Scope): SQL {
  return sql`
    with counted as (
      select (f.updated_at at time zone ${scope.timeZone})::date as day,
        count(*) filter (where f.message_id is not null and f.rating = 'positive') as helpful,
        count(*) filter (where f.message_id is not null and f.rating = 'negative') as unhelpful,
        count(f.score) as rated, sum(f.score) as scores
      from ${ratingsOf(scope)}
      group by 1
    )
    select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(helpful, 0) as helpful, coalesce(unhelpful, 0) as unhelpful,
      coalesce(rated, 0) as rated, coalesce(scores, 0) as scores
    from generate_series(${firstDay(scope)}, ${firstDay(scope)} + ${DAYS - 1}::integer, interval '1 day') as d (day)
    left join counted on counted.day = d.day::date
    order by d.day`;
}

function negativeQuery(scope: Scope): SQL {
  return sql`
    select newest.id, newest.conversation_id as "conversationId", newest.score, newest.comment,
      m.seq, left(m.text, ${EXCERPT * 2}::integer) as answer, newest.updated_at as at
    from (
      select f.* from ${ratingsOf(scope)} and f.rating = 'negative'
      order by f.updated_at desc, f.id desc limit ${MOST_NEGATIVE}
    ) newest
    left join messages m on m.id = newest.message_id
    order by newest.updated_at desc, newest.id desc`;
}
