import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { bots, nextDraftTime } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import { readInteractions } from "@/server/scenario/read-scenario";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { ServiceContext } from "@/server/service-context";
import { findTemplate } from "./catalogue";
import { makeTemplateParts, webhookUrlInput } from "./scripted/make-template-parts";
import { storeParts } from "./scripted/store-parts";

export const addTemplateInput = z.object({ botId: idText, templateId: idText, webhookUrl: webhookUrlInput });

/**
 * Prepares an existing bot for a template: stores the actions, webhooks, tables, raffles and polls, and switches the
 * scenario on. Returns the interactions, which the caller adds with an edit that can be undone.
 * @throws DomainError `conflict` if the bot has interactions, `not_found`, `invalid` for a faulty address.
 */
export async function addTemplate(
  ctx: ServiceContext,
  { botId, templateId, webhookUrl }: z.infer<typeof addTemplateInput>,
): Promise<{ interactions: Interaction[] }> {
  requireRole(ctx, "editor");
  const { workspaceId } = ctx;
  const parts = makeTemplateParts(findTemplate(templateId), webhookUrl);
  if (!parts) throw new DomainError("invalid", "This template has no scenario. Choose another one.");
  await db.transaction(async (tx) => {
    const [bot] = await tx
      .update(bots)
      .set({
        scenario: sql`${bots.scenario} || '{"enabled": true}'`,
        updatedAt: nextDraftTime,
      })
      .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId)))
      .returning({ id: bots.id });
    if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
    const known = await readInteractions(workspaceId, botId, tx);
    if (known.length > 0) {
      throw new DomainError("conflict", "This scenario has interactions. A template can only begin an empty one.");
    }
    await storeParts(tx, { workspaceId, botId }, parts);
  });
  return { interactions: parts.interactions };
}
