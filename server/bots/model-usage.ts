import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { bots, botVersions } from "@/db/schema/bots";
import { isShown } from "@/server/accounts/access/limits-sql";
import { requireRole } from "@/server/accounts/require-role";
import type { ModelChoice } from "@/server/schemas/model-choice";
import type { ServiceContext } from "@/server/service-context";

/** A bot that uses a model of a provider. */
export interface ModelUse {
  botId: string;
  botName: string;
  modelId: string;
  /** The model is the bot's fallback model. */
  isFallback: boolean;
  inDraft: boolean;
  published: boolean;
}

/** Lists the bots whose draft or published version uses a model of the provider, by name. */
export async function listModelUses(ctx: ServiceContext, providerId: string): Promise<ModelUse[]> {
  requireRole(ctx, "viewer");
  const places = [
    { path: sql<ModelChoice | null>`${bots.model}`, isFallback: false, inDraft: true },
    { path: sql<ModelChoice | null>`${bots.behaviour} -> 'fallbackModel'`, isFallback: true, inDraft: true },
    { path: sql<ModelChoice | null>`${botVersions.snapshot} -> 'model'`, isFallback: false, inDraft: false },
    { path: sql<ModelChoice | null>`${botVersions.behaviour} -> 'fallbackModel'`, isFallback: true, inDraft: false },
  ];
  const found = await Promise.all(
    places.map(async ({ path, isFallback, inDraft }) => {
      const rows = await db
        .select({ botId: bots.id, botName: bots.name, modelId: sql<string>`${path} ->> 'modelId'` })
        .from(bots)
        .leftJoin(botVersions, eq(botVersions.id, bots.publishedVersionId))
        .where(
          and(
            eq(bots.workspaceId, ctx.workspaceId),
            isShown(ctx, { botId: bots.id }),
            sql`${path} ->> 'providerId' = ${providerId}`,
          ),
        );
      return rows.map((row) => ({ ...row, isFallback, inDraft, published: !inDraft }));
    }),
  );
  return merged(found.flat());
}

/** Merges the draft and published uses of the same model by a bot into one. */
function merged(uses: ModelUse[]): ModelUse[] {
  const byModel = new Map<string, ModelUse>();
  for (const use of uses) {
    const key = `${use.botId} ${use.isFallback} ${use.modelId}`;
    const known = byModel.get(key);
    if (known) known.published ||= use.published;
    else byModel.set(key, use);
  }
  const order = (use: ModelUse) => `${use.botName}\n${use.isFallback}\n${use.modelId}`;
  return [...byModel.values()].toSorted((a, b) => order(a).localeCompare(order(b)));
}
