import { and, eq, max } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { bots, botVersions } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import { askFault, draftAsks, publishedAsks, type AskGraph } from "@/server/actions/steps/sub-bot/bot-cycles";
import { composeSnapshot } from "./compose-snapshot";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";

/**
 * Publishes the draft: customers talk to it from their next message on. Returns the version's number.
 * @throws DomainError `conflict` when the bot asks unpublished bots or bots would ask one another in a circle.
 */
export async function publishBot(ctx: ServiceContext, botId: string): Promise<{ number: number }> {
  requireRole(ctx, "editor");
  return db.transaction(async (tx) => {
    const mine = and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId));
    const [bot] = await tx.select({ id: bots.id }).from(bots).where(mine).for("update");
    if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
    const snapshot = await composeSnapshot(ctx.workspaceId, botId, tx);
    await checkAsks(tx, ctx.workspaceId, snapshot);
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

async function checkAsks(tx: Transaction, workspaceId: string, snapshot: BotSnapshot): Promise<void> {
  const asks = asksIn(snapshot);
  if (asks.length === 0) return;
  const drafts = await draftAsks(workspaceId, { enabledOnly: true, on: tx });
  const published = await publishedAsks(workspaceId, tx);
  for (const ask of asks) refuse(ask, faultOf(ask.botId, snapshot.botId, { drafts, published }));
}

interface Ask {
  botId: string;
  actionName: string;
  stepName: string;
}

function asksIn(snapshot: BotSnapshot): Ask[] {
  return snapshot.actions.flatMap(({ definition: { name, steps } }) =>
    steps.flatMap((step) =>
      step.kind === "sub_bot" ? [{ botId: step.botId, actionName: name, stepName: step.name }] : [],
    ),
  );
}

interface Known {
  drafts: AskGraph;
  published: AskGraph;
}

function faultOf(askedId: string, botId: string, { drafts, published }: Known): string | null {
  const asked = drafts.get(askedId);
  if (!asked) return "It asks a bot that no longer exists. Choose another one.";
  // Check the drafts first: two unpublished bots in a circle would each be asked to wait for the other.
  const inDrafts = askFault(drafts, botId, askedId);
  if (inDrafts !== null) return `${inDrafts} Take one of these steps out.`;
  if (!asked.isPublished) return `It asks ${asked.name}, which has never been published. Publish ${asked.name} first.`;
  const inPublished = askFault(published, botId, askedId);
  return inPublished === null
    ? null
    : `${inPublished} That is in published versions; publish their newer drafts first.`;
}

function refuse({ actionName, stepName }: Ask, fault: string | null): void {
  if (fault === null) return;
  throw new DomainError(
    "conflict",
    `This bot cannot be published. Action "${actionName}", step "${stepName}": ${fault}`,
  );
}
