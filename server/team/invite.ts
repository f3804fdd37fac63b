import { randomBytes } from "node:crypto";
import { and, count, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { invitations, memberships, users, workspaces } from "@/db/schema/accounts";
import { enforceRateLimit } from "@/server/accounts/limits/rate-limit";
import { lockRole } from "@/server/accounts/lock-role";
import { requireRole } from "@/server/accounts/require-role";
import { mailSender } from "@/server/emails/mail-transport";
import { queueEmail } from "@/server/emails/queue-email";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { dispatch } from "@/server/outbox/outbox";
import { hashToken } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import { checkLimits } from "./check-limits";
import { isOpen } from "./open-invitation";
import type { inviteInput } from "./team-input";

/** How long an invitation can be accepted. */
const INVITATION_DAYS = 7;
const MOST_OPEN = 100;
const DAY_SECONDS = 86_400;
const MAILS_PER_ADDRESS = { limit: 5, windowSeconds: DAY_SECONDS };
const MAILS_PER_WORKSPACE = { limit: 100, windowSeconds: DAY_SECONDS };

interface Invited {
  id: string;
  /** Shown once; only the hash of its token is stored. */
  url: string;
  /** Whether the link is also sent by e-mail. */
  isMailed: boolean;
}

/**
 * Invites a person by e-mail, or whoever gets the link. The token is in the fragment, which browsers send to no server.
 * @throws DomainError conflict for a member, limit_exceeded with too many open invitations,
 * invalid for impossible limits.
 */
export async function invite(
  ctx: ServiceContext,
  { email, role, limits }: z.infer<typeof inviteInput>,
): Promise<Invited> {
  requireRole(ctx, "admin");
  const { workspaceId, actor } = ctx;
  const token = randomBytes(32).toString("base64url");
  const url = new URL(`/invitation#${token}`, env().PARLEY_URL).href;
  const invitedBy = actor.type === "user" ? actor.userId : null;
  const id = newId("invitation");
  const isMailed = email !== null && mailSender() !== null;
  if (email !== null) await assertStranger(workspaceId, email);
  if (isMailed) await limitMails(workspaceId, email);
  const events = await db.transaction(async (tx) => {
    const [workspace] = await tx.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for("update");
    await lockRole(tx, ctx, "admin");
    const [open] = await tx.select({ total: count() }).from(invitations).where(isOpen(workspaceId));
    if ((open?.total ?? 0) >= MOST_OPEN) {
      throw new DomainError("limit_exceeded", `${MOST_OPEN} invitations are open. Revoke some of them first.`);
    }
    const columns = await checkLimits(tx, { workspaceId, role, limits });
    await tx.insert(invitations).values({
      ...columns,
      id,
      workspaceId,
      email,
      role,
      tokenHash: hashToken(token),
      invitedBy,
      expiresAt: sql`now() + ${INVITATION_DAYS} * interval '1 day'`,
    });
    if (email === null || !workspace) return [];
    const [inviter] = invitedBy === null ? [] : await tx.select().from(users).where(eq(users.id, invitedBy));
    const content = {
      workspace: workspace.name,
      inviter: inviter?.name ?? "Somebody",
      role,
      url,
      days: INVITATION_DAYS,
    };
    return (await queueEmail(tx, { template: "invitation", content, recipient: email, workspaceId })).events;
  });
  await dispatch(events);
  return { id, url, isMailed };
}

/** Revoked invitations free their place, so that the number of open ones does not limit the e-mails. */
async function limitMails(workspaceId: string, email: string): Promise<void> {
  await enforceRateLimit(
    { key: `invitation-mails-to:${email}`, ...MAILS_PER_ADDRESS },
    () =>
      `${email} was invited ${MAILS_PER_ADDRESS.limit} times today. Make an invitation without an address and send its link yourself.`,
  );
  await enforceRateLimit(
    { key: `invitation-mails-of:${workspaceId}`, ...MAILS_PER_WORKSPACE },
    () =>
      `This workspace sent ${MAILS_PER_WORKSPACE.limit} invitations today. Make invitations without an address and send their links yourself.`,
  );
}

async function assertStranger(workspaceId: string, email: string): Promise<void> {
  const [member] = await db
    .select({ name: users.name })
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.workspaceId, workspaceId)))
    .where(eq(sql`lower(${users.email})`, email));
  if (member) throw new DomainError("conflict", `${member.name} (${email}) is already a member of this workspace.`);
}
