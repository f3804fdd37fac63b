import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { rateLimitWindows } from "@/db/schema/accounts";
import { purgeRateLimits, takeRateLimit } from "./rate-limit";

// Windows of a day, so that none ends during a test except at midnight.
const DAY = 86_400;

describe("takeRateLimit", () => {
  it("allows hits up to the limit, and then returns the time to wait", async () => {
    const take = () => takeRateLimit({ key: "in-turn", limit: 2, windowSeconds: DAY });
    expect(await take()).toEqual({ allowed: true, retryAfterSeconds: 0 });
    expect(await take()).toEqual({ allowed: true, retryAfterSeconds: 0 });
    const { allowed, retryAfterSeconds } = await take();
    expect(allowed).toBe(false);
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(DAY);
  });

  it("allows exactly the limit of many concurrent hits", async () => {
    const taken = await Promise.all(
      Array.from({ length: 100 }, () => takeRateLimit({ key: "at-once", limit: 37, windowSeconds: DAY })),
    );
    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(37);
  });

  it("counts each key separately, whatever it contains", async () => {
    const keys = ["a", "A", "a'; drop table users; --", "ключ"];
    const taken = await Promise.all(keys.map((key) => takeRateLimit({ key, limit: 1, windowSeconds: DAY })));
    expect(taken.every(({ allowed }) => allowed)).toBe(true);
  });

  it("starts from zero in the next window", async () => {
    const take = () => takeRateLimit({ key: "next-window", limit: 1, windowSeconds: DAY });
    await take();
    expect((await take()).allowed).toBe(false);
    await db
      .update(rateLimitWindows)
      .set({ windowStart: sql`${rateLimitWindows.windowStart} - interval '1 day'` })
      .where(eq(rateLimitWindows.key, "next-window"));
    expect((await take()).allowed).toBe(true);
  });

  it("aligns windows to their length by the database's clock", async () => {
    await takeRateLimit({ key: "aligned", limit: 1, windowSeconds: 900 });
    const [row] = await db.select().from(rateLimitWindows).where(eq(rateLimitWindows.key, "aligned"));
    expect((row?.windowStart.getTime() ?? 1) % 900_000).toBe(0);
  });
});

describe("purgeRateLimits", () => {
  it("deletes only old windows", async () => {
    const windowStart = sql`now() - interval '3 days'`;
    await db.insert(rateLimitWindows).values({ key: "old", windowStart, hits: 9 });
    await takeRateLimit({ key: "fresh", limit: 1, windowSeconds: DAY });
    expect(await purgeRateLimits()).toBe(1);
    const keys = (await db.select({ key: rateLimitWindows.key }).from(rateLimitWindows)).map(({ key }) => key);
    expect(keys).toContain("fresh");
    expect(keys).not.toContain("old");
  });
});
