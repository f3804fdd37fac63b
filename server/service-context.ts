import type { Role } from "./roles.ts";

export type Actor = { type: "user"; userId: string; role: Role } | { type: "system" };

/**
 * The workspace and the actor: the first argument of every verb on a tenant's data. The guards create it, never from
 * input. A verb checks the actor's role in its first line (`requireRole`). Code without a member calls the function
 * below the verb, which takes a workspace's id instead of a context, or acts as the system, which passes every check.
 */
export interface ServiceContext {
  workspaceId: string;
  actor: Actor;
  requestId: string;
  /** The client's address, for the audit log; null or absent if it is not known. */
  address?: string | null;
}
