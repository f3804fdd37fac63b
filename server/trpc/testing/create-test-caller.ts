import { openSession } from "@/server/accounts/testing/open-session";
import type { Later } from "@/server/later";
import { newId } from "@/server/ids";
import { WORKSPACE_HEADER } from "@/server/accounts/workspace-cookie";
import { createCallerFactory } from "../init";
import { appRouter } from "../root";

const createCaller = createCallerFactory(appRouter);

interface TestCaller {
  userId?: string;
  workspaceId?: string;
  later?: Later;
  /** Further headers of each request. */
  headers?: Record<string, string>;
}

/** Begins the work immediately. */
const now: Later = (work) => void (typeof work === "function" ? work() : work);

/** Creates a caller of procedures for a user (or without a sign-in), in their first workspace or the given one. */
export function createTestCaller({ userId, workspaceId, later = now, headers: further = {} }: TestCaller = {}) {
  const headers = new Headers(workspaceId === undefined ? further : { ...further, [WORKSPACE_HEADER]: workspaceId });
  return createCaller(async () => ({
    headers,
    user: userId === undefined ? null : await openSession(userId),
    requestId: newId("request"),
    later,
  }));
}
