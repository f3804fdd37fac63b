import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { bots, modelProviders } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText, timeZone } from "@/server/input-types";
import { modelChoice } from "@/server/schemas/model-choice";
import type { ServiceContext } from "@/server/service-context";
import { botBehaviour } from "@/server/schemas/bot-behaviour";
import { standardFunctions } from "@/server/schemas/standard-functions";

export const updateBotInput = z.object({
  botId: idText,
  name: z.string().trim().min(1, "Give the bot a name.").max(80).optional(),
  instruction: z.string().max(100_000, "The instruction is longer than 100,000 characters.").optional(),
  model: modelChoice.optional(),
  fallbackText: z.string().trim().min(1, "Say what customers read when the bot cannot answer.").max(2000).optional(),
  timeZone: timeZone.optional(),
  standardFunctions: standardFunctions.optional(),
  behaviour: botBehaviour.optional(),
});

/** Changes the draft. Customers see the changes only after they are published. */
export async function updateBot(ctx: ServiceContext, input: z.infer<typeof updateBotInput>): Promise<void> {
  requireRole(ctx, "editor");
  const { botId, ...changes } = input;
  if (changes.model?.providerId) await assertProvider(ctx, changes.model.providerId);
  const changed = await db
    .update(bots)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId)))
    .returning({ id: bots.id });
  if (changed.length === 0) throw new DomainError("not_found", "This bot does not exist in your workspace.");
}

async function assertProvider(ctx: ServiceContext, providerId: string): Promise<void> {
  const [provider] = await db
    .select({ id: modelProviders.id })
    .from(modelProviders)
    .where(and(eq(modelProviders.workspaceId, ctx.workspaceId), eq(modelProviders.id, providerId)));
  if (!provider) throw new DomainError("invalid", "This model provider no longer exists. Choose another model.");
}
