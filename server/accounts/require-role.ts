import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { hasRole, type Role } from "@/server/roles";

/**
 * The first line of every verb: allows members with this role or a higher one in the workspace, and the system.
 * `viewer` allows every member.
 * @throws DomainError forbidden.
 */
export function requireRole(ctx: ServiceContext, atLeast: Role): void {
  const { actor } = ctx;
  if (actor.type === "system" || hasRole(actor.role, atLeast)) return;
  throw new DomainError(
    "forbidden",
    `Your role in this workspace is ${actor.role}; this takes ${atLeast} or above. Ask an owner or admin of the workspace for that role.`,
  );
}
