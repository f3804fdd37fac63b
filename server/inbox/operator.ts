import { requireRole } from "@/server/accounts/require-role";
import type { EventActor } from "@/server/conversations/change-conversation";
import type { ServiceContext } from "@/server/service-context";

/**
 * Who operates the inbox: every member but a viewer.
 * @throws DomainError `forbidden`.
 */
export function operator(ctx: ServiceContext): EventActor {
  requireRole(ctx, "operator");
  return ctx.actor.type === "user" ? { actor: "user", userId: ctx.actor.userId } : { actor: "system" };
}
