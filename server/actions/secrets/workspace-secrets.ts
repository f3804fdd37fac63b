import { and, asc, count, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { workspaceSecrets } from "@/db/schema/secrets";
import { isUniqueViolation } from "@/db/unique-violation";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { sealSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import { storableText } from "@/server/text/storable-text";
import type { createSecretInput, deleteSecretInput, updateSecretInput } from "./secret-input";
import { findSecretUses, type SecretUse } from "./secret-uses";

/** More than a workspace needs, and few enough for one page and one menu. */
const MOST_SECRETS = 200;

/** A secret as it is shown to members; its value is never shown. */
export interface ListedSecret {
  id: string;
  name: string;
  note: string;
  /** ISO 8601. */
  updatedAt: string;
  /** Null if that user no longer exists. */
  updatedByName: string | null;
  uses: SecretUse[];
}

/** Lists the workspace's secrets by name, with the actions that use them. */
export async function listSecrets(ctx: ServiceContext): Promise<ListedSecret[]> {
  requireRole(ctx, "editor");
  const [rows, uses] = await Promise.all([
    db
      .select({
        id: workspaceSecrets.id,
        name: workspaceSecrets.name,
        note: workspaceSecrets.note,
        updatedAt: workspaceSecrets.updatedAt,
        updatedByName: users.name,
      })
      .from(workspaceSecrets)
      .leftJoin(users, eq(users.id, workspaceSecrets.updatedBy))
      .where(eq(workspaceSecrets.workspaceId, ctx.workspaceId))
      .orderBy(asc(workspaceSecrets.name)),
    findSecretUses(ctx.workspaceId),
  ]);
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString(), uses: uses.get(row.name) ?? [] }));
}

/** Lists the names of the workspace's secrets, for the editor of actions. */
export async function listSecretNames(ctx: ServiceContext): Promise<string[]> {
  requireRole(ctx, "editor");
  const rows = await db
    .select({ name: workspaceSecrets.name })
    .from(workspaceSecrets)
    .where(eq(workspaceSecrets.workspaceId, ctx.workspaceId))
    .orderBy(asc(workspaceSecrets.name));
  return rows.map(({ name }) => name);
}

/**
 * Adds a secret. Its value is encrypted and never shown again.
 * @throws DomainError `conflict` when the name is taken, `limit_exceeded` when there are too many.
 */
export async function createSecret(
  ctx: ServiceContext,
  { name, value, note }: z.output<typeof createSecretInput>,
): Promise<{ id: string }> {
  requireRole(ctx, "admin");
  const { workspaceId } = ctx;
  const [counted] = await db
    .select({ secrets: count() })
    .from(workspaceSecrets)
    .where(eq(workspaceSecrets.workspaceId, workspaceId));
  if ((counted?.secrets ?? 0) >= MOST_SECRETS) {
    const message = `A workspace has at most ${MOST_SECRETS} secrets. Delete one that is no longer used.`;
    throw new DomainError("limit_exceeded", message);
  }
  const id = newId("workspaceSecret");
  const row = { id, workspaceId, name, sealed: sealSecret(value), note: storableText(note), updatedBy: userOf(ctx) };
  try {
    await db.insert(workspaceSecrets).values(row);
  } catch (error) {
    if (!isUniqueViolation(error, "workspace_secrets_name")) throw error;
    const message = `There is a secret named "${name}" already. Change its value, or choose another name.`;
    throw new DomainError("conflict", message, { details: [{ path: ["name"], message }] });
  }
  return { id };
}

/** Changes a secret's note, and its value unless that is empty. Actions use the new value from their next step on. */
export async function updateSecret(
  ctx: ServiceContext,
  { secretId, value, note }: z.output<typeof updateSecretInput>,
): Promise<void> {
  requireRole(ctx, "admin");
  const changed = await db
    .update(workspaceSecrets)
    .set({
      note: storableText(note),
      updatedAt: sql`now()`,
      updatedBy: userOf(ctx),
      ...(value !== "" && { sealed: sealSecret(value) }),
    })
    .where(isSecret(ctx, secretId))
    .returning({ id: workspaceSecrets.id });
  if (changed.length === 0) throw notFound();
}

/**
 * Deletes a secret. Steps that use it then fail.
 * @throws DomainError `conflict` when actions use it, unless forced.
 */
export async function deleteSecret(
  ctx: ServiceContext,
  { secretId, force }: z.output<typeof deleteSecretInput>,
): Promise<void> {
  requireRole(ctx, "admin");
  const [secret] = await db
    .select({ name: workspaceSecrets.name })
    .from(workspaceSecrets)
    .where(isSecret(ctx, secretId));
  if (!secret) throw notFound();
  const uses = force ? [] : ((await findSecretUses(ctx.workspaceId)).get(secret.name) ?? []);
  if (uses.length > 0) throw inUse(secret.name, uses);
  await db.delete(workspaceSecrets).where(isSecret(ctx, secretId));
}

const NAMED = 5;

function inUse(name: string, uses: SecretUse[]): DomainError {
  const names = uses.map((use) => `"${use.actionName}" of ${use.botName} (${whereUsed(use)})`);
  const more = names.length > NAMED ? [`${names.length - NAMED} more`] : [];
  const list = new Intl.ListFormat("en").format([...names.slice(0, NAMED), ...more]);
  const message = `The secret "${name}" is used by ${list}. Take it out there and publish, or delete it anyway: those steps then fail.`;
  return new DomainError("conflict", message);
}

function whereUsed({ inDraft, published }: SecretUse): string {
  if (inDraft && published) return "draft and published";
  return inDraft ? "draft" : "published";
}

function isSecret(ctx: ServiceContext, secretId: string) {
  return and(eq(workspaceSecrets.workspaceId, ctx.workspaceId), eq(workspaceSecrets.id, secretId));
}

function userOf({ actor }: ServiceContext): string | null {
  return actor.type === "user" ? actor.userId : null;
}

function notFound(): DomainError {
  return new DomainError("not_found", "This secret does not exist in your workspace.");
}
