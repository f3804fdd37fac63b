import { and, asc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { db, type Transaction } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { modelProviders } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { assertSafeUrl } from "@/server/outbound/addresses/assert-safe-url";
import { openSecret, sealSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import type { createProviderInput, deleteProviderInput, updateProviderInput } from "./provider-input";
import { forgetProvider } from "./resolve-model";

/** A provider as it is shown to members; of the API key only a hint. */
export interface ListedProvider {
  id: string;
  kind: "gateway" | "openai_compatible";
  name: string;
  baseUrl: string | null;
  models: string[];
  keyHint: string;
}

/** Lists the workspace's providers, oldest first. */
export async function listProviders(ctx: ServiceContext): Promise<ListedProvider[]> {
  requireRole(ctx, "viewer");
  const rows = await db
    .select()
    .from(modelProviders)
    .where(eq(modelProviders.workspaceId, ctx.workspaceId))
    .orderBy(asc(modelProviders.createdAt), asc(modelProviders.id));
  return rows.map(({ id, kind, name, baseUrl, models, apiKeySealed }) => ({
    id,
    kind,
    name,
    baseUrl,
    models,
    keyHint: hintOf(apiKeySealed),
  }));
}

/** Adds a provider. Its key is encrypted and never shown again. */
export async function createProvider(
  ctx: ServiceContext,
  input: z.output<typeof createProviderInput>,
): Promise<{ id: string }> {
  requireRole(ctx, "admin");
  const { baseUrl } = input;
  if (baseUrl !== null) assertSafeUrl(baseUrl);
  const id = newId("modelProvider");
  await db.insert(modelProviders).values({
    id,
    workspaceId: ctx.workspaceId,
    kind: input.kind,
    name: input.name,
    baseUrl,
    apiKeySealed: sealSecret(input.apiKey),
    models: input.models,
  });
  return { id };
}

/**
 * Changes a provider; an empty key keeps the stored one. Bots use the change from their next call on.
 * @throws DomainError `invalid` if the address or the kind changes without a new key, since the stored key must not be
 * sent to another server.
 */
export async function updateProvider(
  ctx: ServiceContext,
  { providerId, apiKey, ...input }: z.output<typeof updateProviderInput>,
): Promise<void> {
  requireRole(ctx, "admin");
  if (input.baseUrl !== null) assertSafeUrl(input.baseUrl);
  await db.transaction(async (tx) => {
    const stored = await findProvider(ctx, providerId, tx);
    if (apiKey === "") assertSameServer(stored, input);
    const apiKeySealed = apiKey === "" ? stored.apiKeySealed : sealSecret(apiKey);
    await tx
      .update(modelProviders)
      .set({ ...input, apiKeySealed })
      .where(and(eq(modelProviders.workspaceId, ctx.workspaceId), eq(modelProviders.id, providerId)));
  });
  forgetProvider(providerId);
}

/** Returns the names of the bots that use a provider's models. */
export type FindModelUses = (ctx: ServiceContext, providerId: string) => Promise<{ botName: string }[]>;

/**
 * Deletes a provider and its key. Bots that use it can no longer answer, unless they have a fallback model. If search
 * uses its embedding model, search compares words only.
 * @param findUses Finds the bots that use it.
 * @throws DomainError `conflict` when bots or the search of the knowledge base use it, unless forced.
 */
export async function deleteProvider(
  ctx: ServiceContext,
  { providerId, force }: z.output<typeof deleteProviderInput>,
  findUses: FindModelUses,
): Promise<void> {
  requireRole(ctx, "admin");
  const { name } = await findProvider(ctx, providerId);
  const embeds = and(
    eq(workspaces.id, ctx.workspaceId),
    sql`${workspaces.embeddingModel} ->> 'providerId' = ${providerId}`,
  );
  if (!force) assertUnused(name, await findUses(ctx, providerId), (await db.$count(workspaces, embeds)) > 0);
  await db.transaction(async (tx) => {
    await tx.update(workspaces).set({ embeddingModel: null }).where(embeds);
    await tx
      .delete(modelProviders)
      .where(and(eq(modelProviders.workspaceId, ctx.workspaceId), eq(modelProviders.id, providerId)));
  });
  forgetProvider(providerId);
}

const NAMED = 5;

function assertUnused(name: string, uses: { botName: string }[], embeds: boolean): void {
  if (uses.length === 0 && !embeds) return;
  const names = [...new Set(uses.map(({ botName }) => botName))];
  const more = names.length > NAMED ? [`${names.length - NAMED} more`] : [];
  const knowledge = embeds ? ["the search of the knowledge base"] : [];
  const list = new Intl.ListFormat("en").format([...names.slice(0, NAMED), ...more, ...knowledge]);
  const publish = names.length > 0 ? " and publish" : "";
  const effects = [
    ...(names.length > 0 ? ["those bots then cannot answer"] : []),
    ...(embeds ? ["search then compares words only"] : []),
  ];
  throw new DomainError(
    "conflict",
    `${name} is used by ${list}. Choose another model there${publish}, or remove it anyway: ${effects.join(", and ")}.`,
  );
}

/**
 * Finds a provider of the workspace.
 * @param tx Locks the row until the end of the transaction.
 */
export async function findProvider(
  ctx: ServiceContext,
  providerId: string,
  tx?: Transaction,
): Promise<typeof modelProviders.$inferSelect> {
  const query = (tx ?? db)
    .select()
    .from(modelProviders)
    .where(and(eq(modelProviders.workspaceId, ctx.workspaceId), eq(modelProviders.id, providerId)));
  const [row] = await (tx ? query.for("update") : query);
  if (!row) throw notFound();
  return row;
}

type Server = Pick<typeof modelProviders.$inferSelect, "kind" | "baseUrl">;

/** Checks that a stored key is only used at the address that it was typed for. */
export function assertSameServer(stored: Server, { kind, baseUrl }: Server): void {
  if (stored.kind === kind && stored.baseUrl === baseUrl) return;
  const message = "The address has changed. Type the API key again: the stored key is only sent to the old address.";
  throw new DomainError("invalid", message, { details: [{ path: ["apiKey"], message }] });
}

function notFound(): DomainError {
  return new DomainError("not_found", "This model provider does not exist in your workspace.");
}

/** Shows the last four characters of a key, but nothing of a short key. */
function hintOf(sealed: string): string {
  try {
    const key = openSecret(sealed);
    return key.length >= 12 ? `••••${key.slice(-4)}` : "••••";
  } catch {
    return "unreadable: type it again";
  }
}
