import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { savedReplies } from "@/db/schema/inbox";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { storable, withShortcut } from "./create-saved-reply";
import type { updateSavedReplyInput } from "./schema";

/**
 * Changes a saved reply.
 * @throws DomainError `not_found`, or `conflict` when its shortcut is taken.
 */
export async function updateSavedReply(
  ctx: ServiceContext,
  { replyId, ...texts }: z.infer<typeof updateSavedReplyInput>,
): Promise<void> {
  requireRole(ctx, "editor");
  const changed = await withShortcut(texts, () =>
    db
      .update(savedReplies)
      .set({ ...storable(texts), updatedAt: sql`now()` })
      .where(and(eq(savedReplies.workspaceId, ctx.workspaceId), eq(savedReplies.id, replyId)))
      .returning({ id: savedReplies.id }),
  );
  if (changed.length === 0) throw new DomainError("not_found", "This saved reply no longer exists.");
}
