import { and, asc, eq, sql } from "drizzle-orm";
import { db, type Executor, type Transaction } from "@/db/client";
import { actions, bots } from "@/db/schema/bots";
import { interactions, scenarioWebhooks } from "@/db/schema/scenario";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import { interaction } from "@/server/schemas/scenario/interaction";
import { mapStrings } from "@/server/text/map-strings";
import { clip } from "@/server/text/excerpt";

/** The longest name of a bot. */
const MAX_NAME = 80;

/**
 * Copies a bot's draft with its actions and its scenario. Secrets stay sealed and work in the copy, and its steps use the same bots and
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
    const copies = own.map((action) => copyOf(action, id, "action"));
    if (copies.length > 0) await tx.insert(actions).values(copies);
    const newIds = new Map(own.map((action, i) => [action.id, copies[i]?.id ?? ""]));
    await copyScenario(tx, { workspaceId, from: botId, to: id }, newIds);
  });
  return { id };
}

interface Copy {
  workspaceId: string;
  from: string;
  to: string;
}

/**
 * Copies the interactions and webhooks of a scenario; they refer to each other and to the copied actions by new ids.
 * @param newIds The new ids of the actions, by their old ones.
 */
async function copyScenario(tx: Transaction, { workspaceId, from, to }: Copy, newIds: Map<string, string>) {
  const webhooks = await tx
    .select()
    .from(scenarioWebhooks)
    .where(and(eq(scenarioWebhooks.workspaceId, workspaceId), eq(scenarioWebhooks.botId, from)))
    .orderBy(asc(scenarioWebhooks.createdAt), asc(scenarioWebhooks.id));
  const pieces = await tx
    .select()
    .from(interactions)
    .where(and(eq(interactions.workspaceId, workspaceId), eq(interactions.botId, from)))
    .orderBy(asc(interactions.position), asc(interactions.id));
  const webhookCopies = webhooks.map((webhook) => copyOf(webhook, to, "scenarioWebhook"));
  const pieceCopies = pieces.map((piece) => copyOf(piece, to, "interaction"));
  for (const [i, { id }] of webhooks.entries()) newIds.set(id, webhookCopies[i]?.id ?? "");
  for (const [i, { id }] of pieces.entries()) newIds.set(id, pieceCopies[i]?.id ?? "");
  const renamed = pieceCopies.map((piece) => ({
    ...piece,
    definition: storedInteraction.parse(mapStrings(piece.definition, (text) => newIds.get(text) ?? text)),
  }));
  if (webhookCopies.length > 0) await tx.insert(scenarioWebhooks).values(webhookCopies);
  if (renamed.length > 0) await tx.insert(interactions).values(renamed);
}

const storedInteraction = interaction.omit({ id: true });

function copyOf<Row extends object>(row: Row, botId: string, kind: Parameters<typeof newId>[0]) {
  return { ...row, id: newId(kind), botId, createdAt: sql`now()`, updatedAt: sql`now()` };
}
