import type { conversations } from "@/db/schema/conversations";

type Columns = typeof conversations.$inferSelect;

/** Why people have a conversation. */
export interface Stop {
  /** Null of conversations that were given away before causes were kept. */
  cause: Columns["handedOverCause"];
  reason: string | null;
}

/** Null while the bot has the conversation. */
export function stopOf(of: { handledBy: Columns["handledBy"] } & Stop): Stop | null {
  return of.handledBy === "person" ? { cause: of.cause, reason: of.reason || null } : null;
}
