import { newId } from "@/server/ids";
import { createCallerFactory, WORKSPACE_HEADER } from "../init";
import { appRouter } from "../root";

const createCaller = createCallerFactory(appRouter);

/** Calls procedures as a user (or as nobody), in their first workspace unless another is named. */
export function createTestCaller({ userId, workspaceId }: { userId?: string; workspaceId?: string } = {}) {
  const headers = new Headers(workspaceId === undefined ? {} : { [WORKSPACE_HEADER]: workspaceId });
  return createCaller({ headers, user: userId === undefined ? null : { id: userId }, requestId: newId("request") });
}
