import type { conversations } from "@/db/schema/conversations";

type Columns = typeof conversations.$inferSelect;

/** The reason why people have a conversation. */
export interface Stop {
  /** Null for conversations that were handed off before causes were stored. */
  cause: Columns["handedOverCause"];
  reason: string | null;
}

/** Returns why people have a conversation; null while the bot has it. */
export function stopOf(of: { handledBy: Columns["handledBy"] } & Stop): Stop | null {
  return of.handledBy === "person" ? { cause: of.cause, reason: of.reason || null } : null;
}
