import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { bots, nextDraftTime } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import { botBehaviour } from "@/server/schemas/bot-behaviour";
import type { ServiceContext } from "@/server/service-context";

export const setLanguagesInput = z.object({
  botId: idText,
  /** The main language first. */
  languages: botBehaviour.shape.languages.unwrap(),
});

/** Chooses the languages of a bot's draft. Translations into a language that is removed are kept. */
export async function setLanguages(
  ctx: ServiceContext,
  { botId, languages }: z.infer<typeof setLanguagesInput>,
): Promise<void> {
  requireRole(ctx, "editor");
  const chosen = sql`${JSON.stringify({ languages })}::jsonb`;
  const changed = await db
    .update(bots)
    .set({
      behaviour: sql`coalesce(${bots.behaviour}, '{}'::jsonb) || ${chosen}`,
      // Never the same millisecond as before, as in `updateBot`.
      updatedAt: nextDraftTime,
    })
    .where(and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId)))
    .returning({ id: bots.id });
  if (changed.length === 0) throw new DomainError("not_found", "This bot does not exist in your workspace.");
}
