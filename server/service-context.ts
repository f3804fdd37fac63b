import type { Role } from "./roles.ts";

export type Actor = { type: "user"; userId: string; role: Role } | { type: "system" };

/** A member with limits sees these bots, and the conversations of these bots and channels. */
export interface MemberLimits {
  botIds: string[];
  channelIds: string[];
}

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
  /** Null or absent if the member sees all bots. Editors and above always do. */
  limits?: MemberLimits | null;
  /** Whether customers' phone numbers and e-mail addresses are hidden from the member. */
  hidesContacts?: boolean;
}
