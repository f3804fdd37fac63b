import type { Role } from "./roles.ts";

export type Actor = { type: "user"; userId: string; role: Role } | { type: "system" };

/**
 * Who does something, and in which workspace: the first argument of every verb on a tenant's data. The guards make it,
 * never from input. A verb checks the actor's role in its first line (`requireRole`). Code that acts for no member calls
 * the function below the verb, which takes a workspace's id and no context, or acts as the system, which passes every
 * check.
 */
export interface ServiceContext {
  workspaceId: string;
  actor: Actor;
  requestId: string;
}
