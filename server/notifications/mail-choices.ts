import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { db, type Transaction } from "@/db/client";
import { memberships, users, workspaces } from "@/db/schema/accounts";
import { notificationChoices } from "@/db/schema/notifications";
import { isShownToMember } from "@/server/accounts/access/limits-sql";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { kindsMailedToAdmins, type NotificationKind, notificationKinds } from "@/server/schemas/notification-kinds";

export const chooseMailInput = z.object({ kind: z.enum(notificationKinds), email: z.boolean() });

/** The kinds of notifications that a member gets by e-mail. */
export type MailChoices = Record<NotificationKind, boolean>;

/** Returns what the member gets by e-mail: their own choice, or the default of their role. */
export async function getMailChoices({ workspaceId, actor }: ServiceContext): Promise<MailChoices> {
  const role = actor.type === "user" ? actor.role : "viewer";
  const chosen = await db
    .select({ kind: notificationChoices.kind, email: notificationChoices.email })
    .from(notificationChoices)
    .where(
      and(
        eq(notificationChoices.workspaceId, workspaceId),
        eq(notificationChoices.userId, actor.type === "user" ? actor.userId : ""),
      ),
    );
  const byKind = new Map(chosen.map(({ kind, email }) => [kind, email]));
  const isAdmin = role === "owner" || role === "admin";
  const of = (kind: NotificationKind) => byKind.get(kind) ?? (isAdmin && kindsMailedToAdmins.includes(kind));
  return {
    person_called: of("person_called"),
    action_called: of("action_called"),
    undelivered: of("undelivered"),
    webhook_failing: of("webhook_failing"),
    limit_reached: of("limit_reached"),
  };
}

/** Sets whether the member gets a kind of notification by e-mail. */
export async function chooseMail(ctx: ServiceContext, { kind, email }: z.infer<typeof chooseMailInput>): Promise<void> {
  requireRole(ctx, "viewer");
  if (ctx.actor.type !== "user") return;
  await db
    .insert(notificationChoices)
    .values({ workspaceId: ctx.workspaceId, userId: ctx.actor.userId, kind, email })
    .onConflictDoUpdate({
      target: [notificationChoices.workspaceId, notificationChoices.userId, notificationChoices.kind],
      set: { email },
    });
}

/** More would not fit into one durable run: Inngest allows 1,000 steps, and each recipient needs up to eleven. */
const MOST_MAILS = 80;

/** What decides who gets a notification by e-mail. */
interface Mailed {
  workspaceId: string;
  kind: NotificationKind;
  /** The bot and channel that it is about: members who do not see them get no e-mail. */
  botId: string | null;
  channelId: string | null;
}

/** Lists the ids of members who get a notification by e-mail, oldest members first. */
export async function listMailed(mailed: Mailed): Promise<string[]> {
  const { workspaceId, kind } = mailed;
  const rows = await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .leftJoin(notificationChoices, choiceOf(kind))
    .where(and(eq(memberships.workspaceId, workspaceId), wantsMail(kind), sees(mailed)))
    .orderBy(asc(memberships.createdAt), asc(memberships.userId))
    .limit(MOST_MAILS);
  return rows.map(({ userId }) => userId);
}

/** A member who gets a notification by e-mail. */
export interface MailedMember {
  email: string;
  /** Customers' contact data is hidden from the member's role. */
  hidesContacts: boolean;
}

/**
 * Returns a member, if they still get it by e-mail. Locks their membership until the transaction
 * ends, so that concurrent decisions about e-mails to one member are made one at a time.
 */
export async function lockMailed(tx: Transaction, userId: string, mailed: Mailed): Promise<MailedMember | null> {
  const { workspaceId, kind } = mailed;
  const [row] = await tx
    .select({
      email: users.email,
      hidesContacts: sql<boolean>`${memberships.role} = any(${workspaces.contactsHiddenFrom})`,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .leftJoin(notificationChoices, choiceOf(kind))
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId), wantsMail(kind), sees(mailed)))
    .for("no key update", { of: memberships });
  return row ?? null;
}

function choiceOf(kind: NotificationKind): SQL | undefined {
  return and(
    eq(notificationChoices.workspaceId, memberships.workspaceId),
    eq(notificationChoices.userId, memberships.userId),
    eq(notificationChoices.kind, kind),
  );
}

function sees({ botId, channelId }: Mailed): SQL {
  return isShownToMember({ botId: sql`${botId}::text`, channelId: sql`${channelId}::text` }, memberships);
}

function wantsMail(kind: NotificationKind): SQL {
  const byRole = kindsMailedToAdmins.includes(kind) ? inArray(memberships.role, ["owner", "admin"]) : sql`false`;
  return sql`coalesce(${notificationChoices.email}, ${byRole})`;
}
