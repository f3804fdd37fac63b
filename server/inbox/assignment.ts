import { eq } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { requireRole } from "@/server/accounts/require-role";
import { hasRole } from "@/server/roles";
import type { ServiceContext } from "@/server/service-context";
import type { assignmentInput } from "./schema";

/** Returns which member gets a conversation that is handed off to people, and whether the caller may change this. */
export async function getAssignment(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  const [workspace] = await db
    .select({ assignment: workspaces.assignment })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId));
  const canChange = ctx.actor.type === "system" || hasRole(ctx.actor.role, "admin");
  return { assignment: workspace?.assignment ?? ("off" as const), canChange };
}

/** Changes which member gets a conversation that is handed off to people from now on. */
export async function setAssignment(
  ctx: ServiceContext,
  { assignment }: z.infer<typeof assignmentInput>,
): Promise<void> {
  requireRole(ctx, "admin");
  await db.update(workspaces).set({ assignment }).where(eq(workspaces.id, ctx.workspaceId));
}
