import { and, asc, eq, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { actions, bots } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import { clip } from "@/server/text/excerpt";

/** The longest name of a bot. */
const MAX_NAME = 80;

/**
 * Copies a bot's draft with its actions. Secrets stay sealed and work in the copy, and its steps use the same bots and
 * tables. Channels, versions and conversations are not copied.
 */
export async function duplicateBot(ctx: ServiceContext, botId: string, on: Executor = db): Promise<{ id: string }> {
  requireRole(ctx, "editor");
  const { workspaceId } = ctx;
  const id = newId("bot");
  await on.transaction(async (tx) => {
    // Locked, so that the copy does not mix two states of the draft.
    const [bot] = await tx
      .select()
      .from(bots)
      .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId)))
      .for("share");
    if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
    await tx.insert(bots).values({
      ...bot,
      id,
      name: clip(`Copy of ${bot.name}`, MAX_NAME),
      publishedVersionId: null,
      createdAt: sql`now()`,
      updatedAt: sql`now()`,
    });
    const own = await tx
      .select()
      .from(actions)
      .where(and(eq(actions.workspaceId, workspaceId), eq(actions.botId, botId)))
      .orderBy(asc(actions.position), asc(actions.id));
    const copies = own.map((action) => ({
      ...action,
      id: newId("action"),
      botId: id,
      createdAt: sql`now()`,
      updatedAt: sql`now()`,
    }));
    if (copies.length > 0) await tx.insert(actions).values(copies);
  });
  return { id };
}
