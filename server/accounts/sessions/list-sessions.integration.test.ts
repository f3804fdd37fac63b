import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { sessions } from "@/db/schema/accounts";
import { makeWorkspace } from "@/db/testing/factories";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { openSession } from "../testing/open-session";
import { startSession } from "./sessions";

const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

async function makePerson() {
  const { userId } = await makeWorkspace();
  return { userId, accounts: createTestCaller({ userId }).accounts };
}

describe("The list of sessions", () => {
  it("shows each device's browser and address, and marks this one", async () => {
    const { userId, accounts } = await makePerson();
    const headers = new Headers({ "user-agent": FIREFOX, "x-forwarded-for": "203.0.113.7" });
    const elsewhere = await startSession(userId, headers);
    const listed = await accounts.sessions();
    expect(listed).toMatchObject([
      { isCurrent: true, browser: "Unknown browser", address: null },
      { id: elsewhere, isCurrent: false, browser: "Firefox on Windows", address: "203.0.113.7" },
    ]);
  });

  it("ends one session, and none of another user", async () => {
    const [ada, bob] = [await makePerson(), await makePerson()];
    const [hers, his] = [await startSession(ada.userId), await startSession(bob.userId)];
    await expect(ada.accounts.endSession({ sessionId: his })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await ada.accounts.endSession({ sessionId: hers });
    expect(await ada.accounts.sessions()).toHaveLength(1);
    expect(await db.$count(sessions, eq(sessions.id, his))).toBe(1);
  });

  it("knows when a session was last used, to the minute", async () => {
    const { userId, accounts } = await makePerson();
    const { sessionId } = await openSession(userId);
    const setSeen = (ago: string) =>
      db
        .update(sessions)
        .set({ lastSeenAt: sql`now() - ${ago}::interval` })
        .where(eq(sessions.id, sessionId));
    const seconds = async () => {
      const [row] = await db
        .select({ ago: sql<number>`extract(epoch from now() - ${sessions.lastSeenAt})::int` })
        .from(sessions)
        .where(eq(sessions.id, sessionId));
      return row?.ago ?? -1;
    };
    for (const ask of [() => accounts.me(), () => accounts.sessions()]) {
      await setSeen("30 seconds");
      await ask();
      expect(await seconds()).toBeGreaterThanOrEqual(30);
      await setSeen("2 days");
      await ask();
      expect(await seconds()).toBeLessThan(30);
    }
  });
});
