import { and, count, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { db, type Transaction } from "@/db/client";
import { users, workspaces } from "@/db/schema/accounts";
import { apiKeys } from "@/db/schema/events";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import type { ApiScope } from "@/server/schemas/api-scopes";
import { hashToken } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import { storableText } from "@/server/text/storable-text";
import { lockRole } from "../lock-role";
import { requireRole } from "../require-role";
import type { createApiKeyInput, revokeApiKeyInput } from "./api-key-input";
import { generateKey, prefixOf } from "./generate-key";

/** Enough for one key per system, and few enough for one page. */
const MOST_KEYS = 50;

/** An API key as it is shown to admins; the key itself is shown only when it is created. */
export interface ListedApiKey {
  id: string;
  name: string;
  /** Its first characters. */
  prefix: string;
  scopes: ApiScope[];
  /** Null if that user no longer exists. */
  createdByName: string | null;
  /** ISO 8601, like the other times. */
  createdAt: string;
  /** Null if it was never used; at most a minute old. */
  lastUsedAt: string | null;
  /** Null if it does not expire. */
  expiresAt: string | null;
  isExpired: boolean;
}

/** Lists the API keys of the workspace, newest first. */
export async function listApiKeys(ctx: ServiceContext): Promise<ListedApiKey[]> {
  requireRole(ctx, "admin");
  const rows = await db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      scopes: apiKeys.scopes,
      createdByName: users.name,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
      expiresAt: apiKeys.expiresAt,
      isExpired: sql<boolean>`coalesce(${apiKeys.expiresAt} <= now(), false)`,
    })
    .from(apiKeys)
    .leftJoin(users, eq(users.id, apiKeys.createdBy))
    .where(eq(apiKeys.workspaceId, ctx.workspaceId))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }));
}

/**
 * Creates an API key. From the first one on, the events of the workspace are recorded.
 * @returns the key itself, which cannot be read again.
 * @throws DomainError limit_exceeded.
 */
export async function createApiKey(
  ctx: ServiceContext,
  { name, scopes, expiresInDays }: z.output<typeof createApiKeyInput>,
): Promise<{ id: string; key: string }> {
  requireRole(ctx, "admin");
  const { workspaceId, actor } = ctx;
  const key = generateKey();
  const id = newId("apiKey");
  await db.transaction(async (tx) => {
    await beginEvents(tx, workspaceId);
    await lockRole(tx, ctx, "admin");
    await assertFewKeys(tx, workspaceId);
    await tx.insert(apiKeys).values({
      id,
      workspaceId,
      name: storableText(name),
      prefix: prefixOf(key),
      hash: hashToken(key),
      scopes,
      createdBy: actor.type === "user" ? actor.userId : actor.type,
      expiresAt: expiresInDays === null ? null : sql`now() + make_interval(days => ${expiresInDays})`,
    });
  });
  return { id, key };
}

/**
 * Revokes an API key by deleting it. Its next request is refused.
 * @throws DomainError not_found.
 */
export async function revokeApiKey(ctx: ServiceContext, { keyId }: z.output<typeof revokeApiKeyInput>): Promise<void> {
  requireRole(ctx, "admin");
  const revoked = await db
    .delete(apiKeys)
    .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.id, keyId)))
    .returning({ id: apiKeys.id });
  if (revoked.length === 0) throw new DomainError("not_found", "This API key does not exist in your workspace.");
}

/** Also locks the workspace's row, so that keys which are created concurrently are counted one after another. */
async function beginEvents(tx: Transaction, workspaceId: string): Promise<void> {
  await tx
    .update(workspaces)
    .set({ eventsSince: sql`coalesce(${workspaces.eventsSince}, now())` })
    .where(eq(workspaces.id, workspaceId));
}

async function assertFewKeys(tx: Transaction, workspaceId: string): Promise<void> {
  const [counted] = await tx.select({ keys: count() }).from(apiKeys).where(eq(apiKeys.workspaceId, workspaceId));
  if ((counted?.keys ?? 0) < MOST_KEYS) return;
  const message = `A workspace has at most ${MOST_KEYS} API keys. Revoke one that is no longer used.`;
  throw new DomainError("limit_exceeded", message);
}
