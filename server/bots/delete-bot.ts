import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";

/** Deletes a bot with its versions, channels and conversations. */
export async function deleteBot(ctx: ServiceContext, botId: string): Promise<void> {
  const gone = await db
    .delete(bots)
    .where(and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId)))
    .returning({ id: bots.id });
  if (gone.length === 0) throw new DomainError("not_found", "This bot does not exist in your workspace.");
}
