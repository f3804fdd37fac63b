import { initTRPC } from "@trpc/server";
import { assertShown } from "@/server/accounts/access/assert-shown";
import { hideContactsIn } from "@/server/accounts/access/hide-contacts";
import { requireRole } from "@/server/accounts/require-role";
import type { Role } from "@/server/roles";
import { assertRunning, type SignedIn } from "@/server/accounts/sessions/sessions";
import { memberContext } from "@/server/accounts/workspaces";
import { authorOf } from "@/server/audit/author";
import { beginChange, endChange } from "@/server/audit/record-change";
import type { Later } from "@/server/later";
import { DomainError } from "@/server/errors";
import { cleanInput, MOST_PARTS } from "@/server/http/body/clean-input";
import { ourFault } from "@/server/http/errors/error-response";
import { newId } from "@/server/ids";
import { noteRequest } from "@/server/log/request-scope";
import { errorDetails, toTrpcError } from "./domain-errors";

/** The context of every procedure. */
export interface TrpcContext {
  headers: Headers;
  /** The user in the session cookie; null without a sign-in. */
  user: SignedIn | null;
  requestId: string;
  /** For work that the answer does not wait for. */
  later: Later;
}

const t = initTRPC.context<TrpcContext>().create({
  // No stack traces for clients, not even in development.
  isDev: false,
  errorFormatter({ shape, error, ctx }) {
    const requestId = ctx?.requestId ?? newId("request");
    const { details, retryAfter } = errorDetails(error);
    // Failures outside a procedure, such as in writing the response, arrive here unconverted.
    const message = error.code === "INTERNAL_SERVER_ERROR" ? ourFault(requestId) : shape.message;
    return { ...shape, message, data: { ...shape.data, details, retryAfter, requestId } };
  },
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** The limit without a sign-in. Signing up and joining need only a few fields. */
const MOST_PARTS_OF_STRANGERS = 1000;

/** For every caller. Limits the input's size, cleans its texts, and converts a verb's errors for its caller. */
export const publicProcedure = t.procedure.use(async ({ ctx, path, getRawInput, next }) => {
  const most = ctx.user ? MOST_PARTS : MOST_PARTS_OF_STRANGERS;
  const result = await next({ getRawInput: async () => cleanInput(await getRawInput(), most) });
  if (!result.ok) throw toTrpcError(result.error, { requestId: ctx.requestId, path });
  return result;
});

/**
 * For requests with a session cookie. The session may have ended, so procedures based on this one must check it with a
 * query.
 */
const cookieProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.user) throw new DomainError("unauthorized", "Sign in first.");
  noteRequest({ userId: ctx.user.id });
  return next({ ctx: { user: ctx.user } });
});

/** For signed-in users, regardless of workspaces: `ctx.user.id`. */
export const userProcedure = cookieProcedure.use(async ({ ctx, next }) => {
  await assertRunning(ctx.user);
  return next();
});

/**
 * For members of a workspace: `ctx.service` is the verbs' context, checked against the memberships. Mutations are
 * recorded in the audit log.
 */
export const workspaceProcedure = cookieProcedure.use(async ({ ctx, path, type, getRawInput, next }) => {
  const { service, membership } = await memberContext(ctx.user, ctx);
  if (service.limits) await assertShown(service, path, await getRawInput());
  const change = type === "mutation" ? await beginChange(authorOf(service), path, await getRawInput()) : null;
  const result = await next({ ctx: { service, ...membership, isLimited: Boolean(service.limits) } });
  if (!result.ok) return result;
  if (change) await endChange(change, result.data);
  return service.hidesContacts ? { ...result, data: hideContactsIn(path, result.data) } : result;
});

export const editorProcedure = withRole("editor");
export const adminProcedure = withRole("admin");

function withRole(atLeast: Role) {
  return workspaceProcedure.use(({ ctx, next }) => {
    requireRole(ctx.service, atLeast);
    return next();
  });
}
