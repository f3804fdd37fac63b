import { eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { requireRole } from "@/server/accounts/require-role";
import { logDayChoices } from "@/server/schemas/events/log-day-choices";
import type { ServiceContext } from "@/server/service-context";

export const logDaysInput = z.object({
  days: z.union(
    logDayChoices.map((days) => z.literal(days)),
    `Choose one of ${logDayChoices.join(", ")} days.`,
  ),
});

/** Returns for how many days the workspace keeps its events and the log of what it sends. */
export async function getLogDays(ctx: ServiceContext): Promise<number> {
  requireRole(ctx, "viewer");
  const [workspace] = await db
    .select({ days: workspaces.logDays })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId));
  return workspace?.days ?? 0;
}

/** Changes for how long events and logs are kept. What is older is deleted in the next night. */
export async function setLogDays(ctx: ServiceContext, { days }: z.infer<typeof logDaysInput>): Promise<void> {
  requireRole(ctx, "admin");
  await db.update(workspaces).set({ logDays: days }).where(eq(workspaces.id, ctx.workspaceId));
}
