import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { rateLimitWindows } from "@/db/schema/accounts";
import type { RateLimit } from "@/server/accounts/limits/rate-limit";

/** Sets a limit's count in the current window and in the next one, which may begin during the test. */
export async function setHits({ key, windowSeconds }: Omit<RateLimit, "limit">, hits: number): Promise<void> {
  const start = sql`to_timestamp(floor(extract(epoch from now()) / ${windowSeconds}::int) * ${windowSeconds}::int)`;
  await db
    .insert(rateLimitWindows)
    .values(
      [0, windowSeconds].map((later) => ({ key, windowStart: sql`${start} + ${later} * interval '1 second'`, hits })),
    )
    .onConflictDoUpdate({ target: [rateLimitWindows.key, rateLimitWindows.windowStart], set: { hits } });
}
