import { eq } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { requireRole } from "@/server/accounts/require-role";
import { hasRole } from "@/server/roles";
import type { ServiceContext } from "@/server/service-context";
import { type ContactRole, contactRoles, type hideContactsInput } from "./team-input";

const hideable = ["viewer", "operator", "editor"] as const;

/** Returns the lowest role that sees customers' phone numbers and e-mail addresses. */
export async function getContactsSetting(ctx: ServiceContext): Promise<{ visibleFrom: ContactRole }> {
  requireRole(ctx, "viewer");
  const [workspace] = await db
    .select({ hiddenFrom: workspaces.contactsHiddenFrom })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId));
  const hiddenFrom: readonly string[] = workspace?.hiddenFrom ?? [];
  return { visibleFrom: contactRoles.find((role) => !hiddenFrom.includes(role)) ?? "admin" };
}

/** Hides customers' phone numbers and e-mail addresses from the roles below the given one. */
export async function hideContacts(
  ctx: ServiceContext,
  { visibleFrom }: z.infer<typeof hideContactsInput>,
): Promise<void> {
  requireRole(ctx, "admin");
  const contactsHiddenFrom = hideable.filter((role) => !hasRole(role, visibleFrom));
  await db.update(workspaces).set({ contactsHiddenFrom }).where(eq(workspaces.id, ctx.workspaceId));
}
