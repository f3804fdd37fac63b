import { TRPCClientError, createTRPCClient, httpBatchLink } from "@trpc/client";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { makeWorkspace } from "@/db/testing/factories";
import { SIGN_UPS_PER_ADDRESS } from "@/server/accounts/limits/account-limits";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { verifyCredentials } from "@/server/accounts/passwords/verify-credentials";
import { DomainError } from "@/server/errors";
import { type CapturedLog, captureLog } from "@/server/log/testing/capture-log";
import { createContext } from "@/server/trpc/context";
import { publicProcedure, router } from "@/server/trpc/init";
import type { AppRouter } from "@/server/trpc/root";
import { GET, POST } from "./route";

// Outside of a request of Next.js, `after` refuses its work.
vi.mock("next/server", async (original) => ({
  ...(await original<object>()),
  after: (work: () => Promise<unknown>) => void work(),
}));

/** A browser's client, connected to the route handler. */
function clientWith(headers: Record<string, string> = {}) {
  const answer = (url: RequestInfo | URL | string, init?: RequestInit) => {
    const request = new Request(url, init);
    return request.method === "GET" ? GET(request) : POST(request);
  };
  const link = httpBatchLink({ url: "http://localhost:3000/api/trpc", headers, fetch: answer });
  return createTRPCClient<AppRouter>({ links: [link] });
}

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => "allowed",
    (error: unknown) => (error instanceof TRPCClientError ? { message: error.message, ...error.data } : error),
  );

describe("The tRPC route", () => {
  it("identifies the user by next-auth's cookie", async () => {
    const { userId, workspaceId } = await makeWorkspace();
    const cookie = `theme=dark; ${await sessionCookie(userId)}; other=1`;
    const me = await clientWith({ cookie }).accounts.me.query();
    expect(me).toMatchObject({ user: { id: userId }, workspace: { id: workspaceId }, role: "owner" });
  });

  it.each([
    ["none", async () => ""],
    ["one of another secret", async () => "next-auth.session-token=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c"],
    ["one that was changed", async (userId: string) => (await sessionCookie(userId)).replace(/.{4}$/, "AAAA")],
    ["one that has expired", (userId: string) => sessionCookie(userId, -3600)],
  ])("refuses a request whose cookie is %s", async (_what, cookieOf) => {
    const { userId } = await makeWorkspace();
    const refused = await refusal(clientWith({ cookie: await cookieOf(userId) }).accounts.me.query());
    expect(refused).toMatchObject({ message: "Sign in first.", code: "UNAUTHORIZED", httpStatus: 401 });
  });

  it("signs up, and lists every fault of a form by its field", async () => {
    const email = "route@example.com";
    const signUp = clientWith().accounts.signUp;
    expect(await signUp.mutate({ email, name: "Ada", password: "correct horse battery" })).toEqual({ ok: true });
    expect(await verifyCredentials({ email, password: "correct horse battery" })).not.toBeNull();
    const refused = await refusal(signUp.mutate({ email: "ada", name: "", password: "short" }));
    expect(refused).toMatchObject({
      code: "BAD_REQUEST",
      requestId: expect.stringMatching(/^req_/),
      details: [
        { path: ["email"], message: "Write a whole e-mail address, such as ada@example.com." },
        { path: ["name"], message: "Tell us your name." },
        { path: ["password"], message: "Use a password of at least 10 characters." },
      ],
    });
  });

  it("limits the sign-ups of one address, but not those of others", async () => {
    const from = (address: string) => clientWith({ "x-forwarded-for": address }).accounts.signUp;
    const input = (n: number) => ({ email: `many-${n}@example.com`, name: "Ada", password: "correct horse battery" });
    for (let n = 0; n < SIGN_UPS_PER_ADDRESS.limit; n++) await from("203.0.113.9").mutate(input(n));
    const refused = await refusal(from("203.0.113.9").mutate(input(99)));
    expect(refused).toMatchObject({ code: "TOO_MANY_REQUESTS", retryAfter: expect.any(Number) });
    expect(await verifyCredentials({ email: "many-99@example.com", password: "correct horse battery" })).toBeNull();
    expect(await refusal(from("203.0.113.10").mutate(input(99)))).toBe("allowed");
  });
});

describe("An error", () => {
  const failing = router({
    query: publicProcedure.input(z.object({ secret: z.string() })).mutation(async ({ input }) => {
      await db.execute(sql`select ${input.secret}::text from a_table_that_is_not_there`);
    }),
    parse: publicProcedure.mutation(() => z.object({ internal: z.string() }).parse({})),
    refuse: publicProcedure.mutation(() => {
      const details = [{ path: ["rows", 2, "name"], message: "Give it a name." }];
      throw new DomainError("conflict", "Two rows have this name.", { details, cause: new Error("inside") });
    }),
  });

  let log: CapturedLog;
  beforeEach(() => {
    log = captureLog();
  });
  afterEach(() => log.stop());

  async function call(path: string, body: unknown) {
    const req = new Request(`http://localhost:3000/api/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const createContextHere = () => createContext(req.headers);
    const response = await fetchRequestHandler({
      endpoint: "/api/trpc",
      req,
      router: failing,
      createContext: createContextHere,
    });
    return { status: response.status, text: await response.text() };
  }

  it("of the server shows a request id and no internals; the log has the internals and no values", async () => {
    const { status, text } = await call("query", { secret: "sk-very-secret" });
    expect(status).toBe(500);
    expect(text).not.toMatch(/sk-very-secret|a_table|select|stack/);
    const requestId = /\((req_[a-z0-9]+)\)/.exec(text)?.[1];
    expect(JSON.parse(text)).toMatchObject({ error: { data: { requestId, details: [] } } });
    const logged = log.raw.join("\n");
    expect(logged).toContain(requestId);
    expect(logged).toContain("a_table_that_is_not_there");
    expect(logged).not.toContain("sk-very-secret");
  });

  it("of an internal schema is not reported as the caller's", async () => {
    const { status, text } = await call("parse", {});
    expect(status).toBe(500);
    expect(text).not.toContain('internal"');
    expect(text).not.toContain("expected string");
  });

  it("of the caller has its message and path, and nothing of the cause", async () => {
    const { status, text } = await call("refuse", {});
    expect(status).toBe(409);
    expect(text).not.toContain("inside");
    expect(JSON.parse(text)).toMatchObject({
      error: {
        message: "Two rows have this name.",
        data: { code: "CONFLICT", details: [{ path: ["rows", 2, "name"], message: "Give it a name." }] },
      },
    });
    expect(log.raw).toEqual([]);
  });
});
