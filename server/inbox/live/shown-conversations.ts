import { and, eq, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { isShown } from "@/server/accounts/access/limits-sql";
import type { ServiceContext } from "@/server/service-context";

/** Returns those of the conversations that the member sees. Without limits, no query is made. */
export async function shownConversations(ctx: ServiceContext, ids: Iterable<string>): Promise<Set<string>> {
  const wanted = [...ids];
  if (!ctx.limits || wanted.length === 0) return new Set(wanted);
  const rows = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.workspaceId, ctx.workspaceId),
        inArray(conversations.id, wanted),
        isShown(ctx, conversations),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
