import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { bots, modelProviders, nextDraftTime } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText, moment, timeZone, nameText } from "@/server/input-types";
import { modelChoice, type ModelChoice } from "@/server/schemas/model-choice";
import type { ServiceContext } from "@/server/service-context";
import { behaviourOf, botBehaviour } from "@/server/schemas/bot-behaviour";
import { standardFunctions } from "@/server/schemas/standard-functions";

export const updateBotInput = z.object({
  botId: idText,
  name: nameText("Give the bot a name.", 80).optional(),
  instruction: z.string().max(100_000, "The instruction is longer than 100,000 characters.").optional(),
  model: modelChoice.optional(),
  fallbackText: z.string().trim().min(1, "Say what customers read when the bot cannot answer.").max(2000).optional(),
  timeZone: timeZone.optional(),
  standardFunctions: standardFunctions.optional(),
  behaviour: botBehaviour.optional(),
  /** The `updatedAt` of the draft that was changed: a newer draft is not overwritten. */
  basedOn: moment.optional(),
});

/**
 * Changes the draft; returns its new `updatedAt`. Customers see the changes only after they are published.
 * @throws {DomainError} conflict: The draft is newer than `basedOn`.
 */
export async function updateBot(
  ctx: ServiceContext,
  input: z.infer<typeof updateBotInput>,
): Promise<{ updatedAt: string }> {
  requireRole(ctx, "editor");
  const { botId, basedOn, ...changes } = input;
  await assertProviders(ctx, botId, [changes.model, changes.behaviour?.fallbackModel]);
  const isBot = and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId));
  // Browsers know the time in milliseconds, the database in microseconds.
  const isUnchanged = basedOn && sql`date_trunc('milliseconds', ${bots.updatedAt}) = ${basedOn}::timestamptz`;
  const [changed] = await db
    .update(bots)
    // Never the same millisecond as before, so that it tells two drafts apart.
    .set({ ...changes, updatedAt: nextDraftTime })
    .where(isUnchanged ? and(isBot, isUnchanged) : isBot)
    .returning({ updatedAt: bots.updatedAt });
  if (changed) return { updatedAt: changed.updatedAt.toISOString() };
  const [bot] = await db.select({ id: bots.id }).from(bots).where(isBot);
  if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
  throw new DomainError("conflict", "The bot was changed meanwhile. Load it again before you save.");
}

/**
 * Checks that the providers of newly chosen models exist. A choice that the draft has already is accepted, so that a
 * removed provider does not keep the bot's other settings from being saved.
 */
async function assertProviders(
  ctx: ServiceContext,
  botId: string,
  choices: (ModelChoice | null | undefined)[],
): Promise<void> {
  const chosen = choices.flatMap((choice) => choice?.providerId ?? []);
  if (chosen.length === 0) return;
  const providers = await db
    .select({ id: modelProviders.id })
    .from(modelProviders)
    .where(and(eq(modelProviders.workspaceId, ctx.workspaceId), inArray(modelProviders.id, chosen)));
  const missing = chosen.filter((id) => !providers.some((provider) => provider.id === id));
  if (missing.length === 0) return;
  const [bot] = await db
    .select({ model: bots.model, behaviour: bots.behaviour })
    .from(bots)
    .where(and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId)));
  const known = bot ? [bot.model.providerId, behaviourOf(bot).fallbackModel?.providerId] : [];
  if (missing.every((id) => known.includes(id))) return;
  throw new DomainError("invalid", "This model provider no longer exists. Choose another model.");
}
