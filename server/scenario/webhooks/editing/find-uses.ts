import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { bots, botVersions } from "@/db/schema/bots";
import { readInteractions } from "../../read-scenario";
import { usesOfWebhooks, type WebhookUse } from "../webhook-uses";

/** An interaction that uses a webhook. */
export interface UsingInteraction {
  interactionId: string;
  name: string;
  inDraft: boolean;
  published: boolean;
}

/** Finds the interactions of a bot's draft and published version that use webhooks, by the webhook's id. */
export async function findUses(workspaceId: string, botId: string): Promise<Map<string, UsingInteraction[]>> {
  const [draft, [version]] = await Promise.all([
    readInteractions(workspaceId, botId),
    db
      .select({ snapshot: botVersions.snapshot })
      .from(bots)
      .innerJoin(botVersions, eq(botVersions.id, bots.publishedVersionId))
      .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId))),
  ]);
  const uses = new Map<string, UsingInteraction[]>();
  for (const use of usesOfWebhooks(draft)) add(uses, use, "inDraft");
  for (const use of usesOfWebhooks(version?.snapshot.scenario?.interactions ?? [])) add(uses, use, "published");
  return uses;
}

function add(
  uses: Map<string, UsingInteraction[]>,
  { webhookId, interactionId, interactionName: name }: WebhookUse,
  where: "inDraft" | "published",
): void {
  const known = uses.get(webhookId) ?? [];
  uses.set(webhookId, known);
  const same = known.find((use) => use.interactionId === interactionId);
  if (same) same[where] = true;
  else known.push({ interactionId, name, inDraft: where === "inDraft", published: where === "published" });
}
