import type { Role } from "./schemas/roles.ts";

export type Actor = { type: "user"; userId: string; role: Role } | { type: "system" };

/**
 * Who does something, and in which workspace: the first argument of every verb on a tenant's data. Made by the
 * guards (tRPC, API keys, the durable functions), never from input.
 */
export interface ServiceContext {
  workspaceId: string;
  actor: Actor;
  requestId: string;
}
