import { lt, sql } from "drizzle-orm";
import { db, asyncCommit } from "@/db/client";
import { rateLimitWindows } from "@/db/schema/accounts";
import { statement } from "@/db/statement";
import { DomainError } from "@/server/errors";
import { logFailure } from "@/server/log/log-failure";
import { requestIdHere } from "@/server/log/request-scope";

export interface RateLimit {
  /** Identifies what is counted, such as `sign-in:email:ada@example.com`. */
  key: string;
  /** The number of hits allowed per window. */
  limit: number;
  /** At most a day. */
  windowSeconds: number;
}

export interface RateLimitTaken {
  allowed: boolean;
  /** Seconds until the window ends; 0 if the hit was allowed. */
  retryAfterSeconds: number;
}

const KEPT_HOURS = 48;
const PURGE_EVERY_MS = 10 * 60_000;
let purgedAt = 0;

type Counted = { hits: number; left: number };

/** Committed without waiting for the disk: losing a count in a crash of the database does no harm. */
const countHits = statement<{ key: string; windowSeconds: number; hits: number }, Counted>(
  ({ key, windowSeconds, hits }) => {
    return sql`
    insert into ${rateLimitWindows} as counted (key, window_start, hits)
    values (${key}, to_timestamp(floor(extract(epoch from now()) / ${windowSeconds}::int) * ${windowSeconds}::int), ${hits}::int)
    on conflict (key, window_start) do update set hits = counted.hits + excluded.hits
    returning hits, (${windowSeconds}::int - extract(epoch from now() - window_start))::float8 as left, ${asyncCommit}`;
  },
);

/** Counts hits in the key's current window, by the database's clock, and returns whether they are within the limit. */
export async function takeRateLimit({ key, limit, windowSeconds }: RateLimit, hits = 1): Promise<RateLimitTaken> {
  const [counted] = await countHits({ key, windowSeconds, hits });
  if (!counted) throw new Error("A hit was not counted.");
  const { left } = counted;
  await purgeNowAndThen();
  if (counted.hits <= limit) return { allowed: true, retryAfterSeconds: 0 };
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(left)) };
}

type Uncounted = Pick<RateLimit, "key" | "windowSeconds"> & { hits: number };

const uncountHits = statement<Uncounted, { hits: number }>(({ key, windowSeconds, hits }) => {
  return sql`
    update ${rateLimitWindows} set hits = greatest(hits - ${hits}::int, 0)
    where key = ${key} and hits > 0
      and window_start = to_timestamp(floor(extract(epoch from now()) / ${windowSeconds}::int) * ${windowSeconds}::int)
    returning hits, ${asyncCommit}`;
});

/** Removes counted hits, if their window has not ended. */
export async function giveBackHits({ key, windowSeconds }: RateLimit, hits = 1): Promise<void> {
  await uncountHits({ key, windowSeconds, hits });
}

/** Deletes windows that ended long ago, and returns their number. */
export async function purgeRateLimits(): Promise<number> {
  const old = sql`now() - make_interval(hours => ${KEPT_HOURS})`;
  const gone = await db.delete(rateLimitWindows).where(lt(rateLimitWindows.windowStart, old));
  return gone.count;
}

/**
 * Counts one hit, and throws if it is over the limit.
 * @param say Returns the error message, given the seconds until the window ends.
 * @throws DomainError limit_exceeded.
 */
export async function enforceRateLimit(limit: RateLimit, say: (retryAfterSeconds: number) => string): Promise<void> {
  const { allowed, retryAfterSeconds } = await takeRateLimit(limit);
  if (allowed) return;
  throw new DomainError("limit_exceeded", say(retryAfterSeconds), { retryAfter: retryAfterSeconds });
}

/** A failed purge must not fail the request; the next purge deletes the same rows. */
async function purgeNowAndThen(): Promise<void> {
  if (Date.now() - purgedAt < PURGE_EVERY_MS) return;
  purgedAt = Date.now();
  try {
    await purgeRateLimits();
  } catch (error) {
    logFailure(requestIdHere(), "old rate limits are not purged", error);
  }
}
