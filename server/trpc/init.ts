import { initTRPC } from "@trpc/server";
import { requireRole } from "@/server/accounts/require-role";
import type { Role } from "@/server/roles";
import { assertRunning, type SignedIn } from "@/server/accounts/sessions/sessions";
import { activeMembership, WORKSPACE_HEADER } from "@/server/accounts/workspaces";
import { DomainError } from "@/server/errors";
import { cleanInput, MOST_PARTS } from "@/server/http/body/clean-input";
import { ourFault } from "@/server/http/errors/error-response";
import { newId } from "@/server/ids";
import { noteRequest } from "@/server/log/request-scope";
import type { ServiceContext } from "@/server/service-context";
import { errorDetails, toTrpcError } from "./domain-errors";

/** What every procedure knows of its request. */
export interface TrpcContext {
  headers: Headers;
  /** From the session cookie; null when nobody is signed in. */
  user: SignedIn | null;
  requestId: string;
}

const t = initTRPC.context<TrpcContext>().create({
  // No stack traces for clients, in development neither.
  isDev: false,
  errorFormatter({ shape, error, ctx }) {
    const requestId = ctx?.requestId ?? newId("request");
    const { details, retryAfter } = errorDetails(error);
    // Failures outside of a procedure, such as in writing the answer, come here as they are.
    const message = error.code === "INTERNAL_SERVER_ERROR" ? ourFault(requestId) : shape.message;
    return { ...shape, message, data: { ...shape.data, details, retryAfter, requestId } };
  },
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Signing up and joining take a handful of fields; strangers need no more. */
const MOST_PARTS_OF_STRANGERS = 1000;

/** For everybody. Bounds the input's size, cleans the input's texts, and turns what a verb throws into what its caller may read. */
export const publicProcedure = t.procedure.use(async ({ ctx, path, getRawInput, next }) => {
  const most = ctx.user ? MOST_PARTS : MOST_PARTS_OF_STRANGERS;
  const result = await next({ getRawInput: async () => cleanInput(await getRawInput(), most) });
  if (!result.ok) throw toTrpcError(result.error, { requestId: ctx.requestId, path });
  return result;
});

/**
 * For requests with a session cookie. The session may have ended: procedures that build on this one must check it by a
 * query.
 */
const cookieProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.user) throw new DomainError("unauthorized", "Sign in first.");
  noteRequest({ userId: ctx.user.id });
  return next({ ctx: { user: ctx.user } });
});

/** For people who are signed in, whatever their workspaces: `ctx.user.id`. */
export const userProcedure = cookieProcedure.use(async ({ ctx, next }) => {
  await assertRunning(ctx.user);
  return next();
});

/** For members of a workspace: `ctx.service` is what verbs take, checked against the memberships. */
export const workspaceProcedure = cookieProcedure.use(async ({ ctx, next }) => {
  const userId = ctx.user.id;
  const { workspace, role } = await activeMembership(ctx.user, ctx.headers.get(WORKSPACE_HEADER));
  const actor = { type: "user" as const, userId, role };
  noteRequest({ workspaceId: workspace.id });
  const service: ServiceContext = { workspaceId: workspace.id, actor, requestId: ctx.requestId };
  return next({ ctx: { service, workspace, role } });
});

export const editorProcedure = withRole("editor");
export const adminProcedure = withRole("admin");

function withRole(atLeast: Role) {
  return workspaceProcedure.use(({ ctx, next }) => {
    requireRole(ctx.service, atLeast);
    return next();
  });
}
