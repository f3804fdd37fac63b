import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";

/**
 * Refuses members who are limited to some bots, for what shows the customers of all bots together.
 * @throws DomainError forbidden.
 */
export function requireAllBots({ limits }: ServiceContext): void {
  if (!limits) return;
  throw new DomainError(
    "forbidden",
    "This shows customers of all bots, and you see only some bots of this workspace. Ask an owner or admin for access to all bots.",
  );
}
