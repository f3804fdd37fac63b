import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { invitations } from "@/db/schema/accounts";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { isOpen } from "./open-invitation";
import type { invitationInput } from "./team-input";

/** Makes the link of an invitation useless. @throws DomainError not_found, also if it was accepted meanwhile. */
export async function revokeInvitation(
  ctx: ServiceContext,
  { invitationId }: z.infer<typeof invitationInput>,
): Promise<void> {
  requireRole(ctx, "admin");
  const revoked = await db
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(isOpen(ctx.workspaceId), eq(invitations.id, invitationId)))
    .returning({ id: invitations.id });
  if (revoked.length === 0) {
    throw new DomainError(
      "not_found",
      "This invitation is no longer open: it was accepted or revoked, or it has expired.",
    );
  }
}
