import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import type { setGuideInput } from "./guide-steps";

/** Puts the guide for the first steps away for all members, or brings it back. */
export async function setGuide(ctx: ServiceContext, { isHidden }: z.infer<typeof setGuideInput>): Promise<void> {
  requireRole(ctx, "editor");
  await db
    .update(workspaces)
    .set({ guideHiddenAt: isHidden ? sql`now()` : null })
    .where(eq(workspaces.id, ctx.workspaceId));
}
