import type { z } from "zod";
import { db } from "@/db/client";
import { scenarioWebhooks } from "@/db/schema/scenario";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { findWebhook, isWebhook } from "../find-webhook";
import { findUses, type UsingInteraction } from "./find-uses";
import type { deleteWebhookInput } from "./webhook-input";

/**
 * Deletes a webhook with its log.
 * @throws DomainError `conflict` that lists the interactions that use it, unless forced.
 */
export async function deleteWebhook(
  ctx: ServiceContext,
  { webhookId, force }: z.output<typeof deleteWebhookInput>,
): Promise<void> {
  requireRole(ctx, "editor");
  const { botId, name } = await findWebhook(ctx.workspaceId, webhookId);
  const uses = force ? [] : ((await findUses(ctx.workspaceId, botId)).get(webhookId) ?? []);
  if (uses.length > 0) throw inUse(name, uses);
  await db.delete(scenarioWebhooks).where(isWebhook(ctx.workspaceId, webhookId));
}

const NAMED = 5;

function inUse(name: string, uses: UsingInteraction[]): DomainError {
  const names = uses.map((use) => `"${use.name}" (${whereUsed(use)})`);
  const more = names.length > NAMED ? [`${names.length - NAMED} more`] : [];
  const list = new Intl.ListFormat("en").format([...names.slice(0, NAMED), ...more]);
  const message = `The webhook "${name}" is used by ${list}. Take it out there and publish, or delete it anyway: it is then not called any more.`;
  return new DomainError("conflict", message);
}

function whereUsed({ inDraft, published }: UsingInteraction): string {
  if (inDraft && published) return "draft and published";
  return inDraft ? "draft" : "published";
}
