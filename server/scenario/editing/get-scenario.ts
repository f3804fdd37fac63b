import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { scenarioSettings } from "@/server/schemas/scenario/scenario";
import type { ServiceContext } from "@/server/service-context";
import { readInteractions } from "../read-scenario";

/** Returns the draft of a bot's scenario for its editor. */
export async function getScenario(ctx: ServiceContext, botId: string) {
  requireRole(ctx, "viewer");
  const [bot] = await db
    .select({ scenario: bots.scenario })
    .from(bots)
    .where(and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId)));
  if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
  return {
    settings: scenarioSettings.parse(bot.scenario),
    interactions: await readInteractions(ctx.workspaceId, botId),
  };
}
