import { encode } from "next-auth/jwt";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { sessions, users } from "@/db/schema/accounts";
import { makeUser, makeWorkspace } from "@/db/testing/factories";
import { untilWaiting } from "@/db/testing/until-waiting";
import { createContext } from "@/server/trpc/context";
import { createCallerFactory } from "@/server/trpc/init";
import { requestService } from "./request-service";
import { appRouter } from "@/server/trpc/root";
import { authOptions } from "./auth-options";
import type { CheckedUser } from "../passwords/verify-credentials";
import { sessionCookieName, sessionSecret } from "./session-token";
import { endAllSessions } from "./sessions";

const createCaller = createCallerFactory(appRouter);

/** Does what next-auth does after a check of the password, and returns the content of the cookie. */
async function start(user: CheckedUser) {
  const account = { type: "credentials" as const, provider: "credentials", providerAccountId: user.id };
  return authOptions().callbacks?.jwt?.({ token: {}, user, account });
}

/** Signs a user without a password in. Returns the cookie's content, and the headers of a request with the cookie. */
async function signIn(userId: string) {
  const token = await start({ id: userId, passwordHash: null });
  return { token: token ?? {}, headers: await headersOf(token ?? {}) };
}

async function headersOf(token: object): Promise<Headers> {
  const cookie = await encode({ token: { ...token }, secret: sessionSecret(), maxAge: 60 });
  return new Headers({ cookie: `${sessionCookieName()}=${cookie}` });
}

async function answerTo(headers: Headers): Promise<string[]> {
  const caller = createCaller(await createContext(headers));
  const asked = [
    caller.accounts.me(),
    caller.accounts.workspaces(),
    requestService(new Request("http://localhost:3000/", { headers })),
  ];
  const answers = await Promise.allSettled(asked);
  return answers.map((answer) => (answer.status === "fulfilled" ? "answered" : String(answer.reason)));
}

const answered = ["answered", "answered", "answered"];
const ended = Array.from({ length: 3 }, () => expect.stringContaining("Your session has ended. Sign in again."));

describe("A session", () => {
  it("ends with its sign-out, even for a copy of its cookie, while the user's other sessions continue", async () => {
    const { userId } = await makeWorkspace();
    const [here, elsewhere] = [await signIn(userId), await signIn(userId)];
    expect(await answerTo(here.headers)).toEqual(answered);
    await authOptions().events?.signOut?.({ token: here.token, session: { expires: "" } });
    expect(await answerTo(here.headers)).toEqual(ended);
    expect(await answerTo(elsewhere.headers)).toEqual(answered);
  });

  it("gets no new cookie after it has ended", async () => {
    const { userId } = await makeWorkspace();
    const { token } = await signIn(userId);
    const renew = async () => authOptions().callbacks?.jwt?.({ token, user: { id: userId }, account: null });
    expect(await renew()).toEqual(token);
    await db.delete(sessions).where(eq(sessions.userId, userId));
    await expect(renew()).rejects.toThrow(/session has ended/);
  });

  it("expires, and is deleted by the user's next sign-in", async () => {
    const { userId } = await makeWorkspace();
    const { headers } = await signIn(userId);
    await db
      .update(sessions)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(sessions.userId, userId));
    expect(await answerTo(headers)).toEqual(ended);
    await signIn(userId);
    expect(await db.$count(sessions, eq(sessions.userId, userId))).toBe(1);
  });

  it("is valid for its user only", async () => {
    const [ada, bob] = [await makeWorkspace(), await makeWorkspace()];
    const { token } = await signIn(bob.userId);
    expect(await answerTo(await headersOf({ ...token, sub: ada.userId }))).toEqual(ended);
  });

  it("is not accepted from an older cookie, which has no session id", async () => {
    const { userId } = await makeWorkspace();
    const refused = Array.from({ length: 3 }, () => expect.stringContaining("Sign in first."));
    expect(await answerTo(await headersOf({ sub: userId }))).toEqual(refused);
  });

  it("does not begin with a password that was replaced after its check", async () => {
    const { userId: id } = await makeUser({ passwordHash: "old" });
    await db.update(users).set({ passwordHash: "new" }).where(eq(users.id, id));
    await expect(start({ id, passwordHash: "old" })).rejects.toThrow("The password has just been changed.");
    expect(await start({ id, passwordHash: "new" })).toMatchObject({ sub: id });
  });

  it("does not begin while its password is being replaced", async () => {
    const { userId: id } = await makeUser({ passwordHash: "old" });
    const started = await db.transaction(async (tx) => {
      await tx.update(users).set({ passwordHash: "new" }).where(eq(users.id, id));
      const starting = start({ id, passwordHash: "old" }).catch(String);
      await untilWaiting();
      await endAllSessions({ id }, tx);
      return { starting };
    });
    expect(await started.starting).toContain("The password has just been changed.");
    expect(await db.$count(sessions, eq(sessions.userId, id))).toBe(0);
  });
});
