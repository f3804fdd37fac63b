import type { ServiceContext } from "@/server/service-context";

/** Who makes a change: a member, a program with an API key, or the product. */
export interface Author {
  workspaceId: string;
  type: "user" | "api_key" | "system";
  /** Null for the product. */
  id: string | null;
  /** The client's address; null if it is not known. */
  address: string | null;
  requestId: string;
}

/** The author of what a verb changes. */
export function authorOf({ workspaceId, actor, requestId, address = null }: ServiceContext): Author {
  return { workspaceId, type: actor.type, id: actor.type === "user" ? actor.userId : null, address, requestId };
}
