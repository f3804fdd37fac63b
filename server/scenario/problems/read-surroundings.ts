import { and, asc, desc, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actions, bots } from "@/db/schema/bots";
import { conversations } from "@/db/schema/conversations";
import { scenarioWebhooks } from "@/db/schema/scenario";
import { variablesSetBy } from "@/server/actions/definition/step-references";
import { DomainError } from "@/server/errors";
import type { StandardFunctions } from "@/server/schemas/standard-functions";
import { builtInVariables } from "@/server/text/render-instruction";
import { readCampaigns } from "./read-campaigns";
import type { KnownWebhook, Surroundings } from "./scenario-problem";

/**
 * Reads what the checks of a bot's scenario need to know about the rest of the workspace.
 * @param targets The other bots to which the scenario redirects.
 */
export async function readSurroundings(
  workspaceId: string,
  botId: string,
  targets: readonly string[],
): Promise<Surroundings> {
  const [bot] = await db
    .select({ standardFunctions: bots.standardFunctions })
    .from(bots)
    .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId)));
  if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
  const [drafts, seen, campaigns, webhooks] = await Promise.all([
    db
      .select({ id: actions.id, enabled: actions.enabled, definition: actions.definition })
      .from(actions)
      .where(and(eq(actions.workspaceId, workspaceId), eq(actions.botId, botId)))
      .orderBy(asc(actions.position), asc(actions.id)),
    readSeenNames(workspaceId, botId),
    readCampaigns(workspaceId, botId, targets),
    readWebhooks(workspaceId, botId),
  ]);
  const names = new Set([
    ...Object.keys(builtInVariables),
    ...drafts.flatMap(({ definition }) => definition.steps.flatMap(variablesSetBy)),
    ...(rememberedNames(bot.standardFunctions) ?? []),
    ...seen,
  ]);
  return {
    botId,
    names: [...names],
    actions: drafts.map(({ id, enabled, definition }) => ({
      id,
      enabled,
      name: definition.name,
      arguments: definition.arguments.map(({ name, required }) => ({ name, required })),
    })),
    campaigns,
    webhooks,
  };
}

async function readWebhooks(workspaceId: string, botId: string): Promise<KnownWebhook[]> {
  const rows = await db
    .select()
    .from(scenarioWebhooks)
    .where(and(eq(scenarioWebhooks.workspaceId, workspaceId), eq(scenarioWebhooks.botId, botId)))
    .orderBy(asc(scenarioWebhooks.name), asc(scenarioWebhooks.id));
  return rows.map(({ id, name, config, verifiedAt, verificationError }) => ({
    id,
    name,
    kind: config.kind,
    isVerified: verifiedAt !== null,
    verificationError,
  }));
}

function rememberedNames(functions: StandardFunctions | null): string[] | undefined {
  return functions?.rememberVariable?.names;
}

const MAX_CONVERSATIONS = 200;
const MAX_NAMES = 1000;

/** The names in the newest conversations: channels and webhooks set values that no definition names. */
async function readSeenNames(workspaceId: string, botId: string): Promise<string[]> {
  const newest = db
    .select({ values: sql`${conversations.variables} || ${conversations.placeholders}`.as("values") })
    .from(conversations)
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.botId, botId)))
    .orderBy(desc(conversations.lastMessageAt), desc(conversations.id))
    .limit(MAX_CONVERSATIONS)
    .as("newest");
  const rows = await db
    .selectDistinct({ name: sql<string>`jsonb_object_keys(${newest.values})` })
    .from(newest)
    .limit(MAX_NAMES);
  return rows.map(({ name }) => name);
}
