import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { savedReplies } from "@/db/schema/inbox";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import type { deleteSavedReplyInput } from "./schema";

/** Deletes a saved reply. Does nothing if it does not exist. */
export async function deleteSavedReply(
  ctx: ServiceContext,
  { replyId }: z.infer<typeof deleteSavedReplyInput>,
): Promise<void> {
  requireRole(ctx, "editor");
  await db.delete(savedReplies).where(and(eq(savedReplies.workspaceId, ctx.workspaceId), eq(savedReplies.id, replyId)));
}
