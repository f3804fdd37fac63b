import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { bots, nextDraftTime } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import { scenarioSettings } from "@/server/schemas/scenario/scenario";
import type { ServiceContext } from "@/server/service-context";

export const updateScenarioSettingsInput = z.object({ botId: idText, settings: scenarioSettings });

/** Changes the settings of a bot's draft scenario. */
export async function updateScenarioSettings(
  ctx: ServiceContext,
  { botId, settings }: z.infer<typeof updateScenarioSettingsInput>,
): Promise<void> {
  requireRole(ctx, "editor");
  const [bot] = await db
    .update(bots)
    .set({ scenario: settings, updatedAt: nextDraftTime })
    .where(and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId)))
    .returning({ id: bots.id });
  if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
}
