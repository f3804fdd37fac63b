import { and, eq, max } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { bots, botVersions } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { announceEvents } from "@/server/events/publish/announce-events";
import { recordEvent } from "@/server/events/record-event";
import { botPublished } from "@/server/events/recording/bot-published";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import { type Preparation, preparePhrases } from "@/server/scenario/matching/training/prepare-phrases";
import { findAskFaults } from "./ask-faults";
import { assertNoProblems, findBotProblems } from "./bot-problems";
import { composeSnapshot } from "./compose-snapshot";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";

/** Published, or not yet, because the phrases are still being trained. */
export type Publication = { state: "published"; number: number } | Exclude<Preparation, { state: "ready" }>;

/**
 * Publishes the draft: customers talk to it from their next message on. Returns the version's number. Many new phrases
 * are trained first: publish again until they are.
 * @throws DomainError `conflict` that lists what keeps the bot from answering, such as a model or a table that is gone.
 */
export async function publishBot(ctx: ServiceContext, botId: string): Promise<Publication> {
  requireRole(ctx, "editor");
  const draft = await composeSnapshot(ctx.workspaceId, botId);
  assertNoProblems(draft, await findBotProblems(ctx.workspaceId, draft));
  const preparation = await preparePhrases(ctx.workspaceId, botId, draft.scenario);
  if (preparation.state === "training") return preparation;
  const published = await db.transaction(async (tx) => {
    const mine = and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId));
    const [bot] = await tx.select({ id: bots.id }).from(bots).where(mine).for("update");
    if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
    const snapshot = await composeSnapshot(ctx.workspaceId, botId, tx);
    if (snapshot.scenario?.phraseModel !== draft.scenario?.phraseModel) {
      throw new DomainError("conflict", "Somebody changed the phrases of this bot meanwhile. Publish again.");
    }
    await checkAsks(tx, ctx.workspaceId, snapshot);
    const [last] = await tx
      .select({ number: max(botVersions.number) })
      .from(botVersions)
      .where(eq(botVersions.botId, botId));
    const id = newId("botVersion");
    const number = (last?.number ?? 0) + 1;
    const publishedBy = ctx.actor.type === "user" ? ctx.actor.userId : null;
    await tx.insert(botVersions).values({
      id,
      workspaceId: ctx.workspaceId,
      botId,
      number,
      snapshot,
      publishedBy,
    });
    await tx.update(bots).set({ publishedVersionId: id }).where(mine);
    const { workspaceId } = ctx;
    await recordEvent(
      tx,
      botPublished({ workspaceId, botId, botName: snapshot.name, versionId: id, number, publishedBy }),
    );
    return { state: "published" as const, number };
  });
  announceEvents(ctx.workspaceId);
  return published;
}

/** Checks again under the bot's lock: a concurrent change of another bot may have closed a circle. */
async function checkAsks(tx: Transaction, workspaceId: string, snapshot: BotSnapshot): Promise<void> {
  const [fault] = await findAskFaults(workspaceId, snapshot, { on: tx });
  if (!fault) return;
  const definition = snapshot.actions.find(({ id }) => id === fault.actionId)?.definition;
  const step = definition?.steps[fault.stepIndex];
  throw new DomainError(
    "conflict",
    `This bot cannot be published. Action "${definition?.name}", step "${step?.name}": ${fault.message}`,
  );
}
