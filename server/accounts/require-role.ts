import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { hasRole, type Role } from "@/server/schemas/roles";

/**
 * Lets pass whoever has this role or a greater one in the workspace, and the system.
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
