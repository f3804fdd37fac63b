import { and, eq, max } from "drizzle-orm";
import { db } from "@/db/client";
import { bots, botVersions } from "@/db/schema/bots";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import { composeSnapshot } from "./compose-snapshot";

/** Makes the draft what customers talk to, from their next message on. Returns the version's number. */
export async function publishBot(ctx: ServiceContext, botId: string): Promise<{ number: number }> {
  return db.transaction(async (tx) => {
    const mine = and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId));
    const [bot] = await tx.select({ id: bots.id }).from(bots).where(mine).for("update");
    if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
    const snapshot = await composeSnapshot(ctx.workspaceId, botId, tx);
    const [last] = await tx
      .select({ number: max(botVersions.number) })
      .from(botVersions)
      .where(eq(botVersions.botId, botId));
    const id = newId("botVersion");
    const number = (last?.number ?? 0) + 1;
    await tx.insert(botVersions).values({
      id,
      workspaceId: ctx.workspaceId,
      botId,
      number,
      snapshot,
      publishedBy: ctx.actor.type === "user" ? ctx.actor.userId : null,
    });
    await tx.update(bots).set({ publishedVersionId: id }).where(mine);
    return { number };
  });
}
