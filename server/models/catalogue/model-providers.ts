import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { modelProviders } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { assertSafeUrl } from "@/server/outbound/addresses/assert-safe-url";
import { openSecret, sealSecret } from "@/server/secrets/secret-box";
import { limitEntries } from "@/server/http/body/limit-entries";
import type { ServiceContext } from "@/server/service-context";
import { callModel } from "../requests/call-model";
import { forgetProvider, resolveModel } from "./resolve-model";

const apiKey = z
  .string()
  .trim()
  .min(1, "Paste the API key. If the server needs none, type any word.")
  .max(1000, "This is too long for an API key.")
  .regex(/^[\x21-\x7e]+$/, "An API key has no spaces and no special letters. Copy it again.");

/** Higher than the limit of distinct ids, since a list may contain duplicates. */
const MOST_NAMED = 1000;

const models = limitEntries(
  z.array(z.string().trim().min(1, "Give the model's id.").max(200)),
  MOST_NAMED,
  "Name at most 100 models.",
)
  .transform((ids) => [...new Set(ids)])
  .pipe(z.array(z.string()).min(1, "Name at least one model.").max(100, "Name at most 100 models."));

const named = { name: z.string().trim().min(1, "Give the provider a name.").max(80), apiKey, models };

export const createProviderInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("gateway"), baseUrl: z.string().nullish(), ...named }),
  z.object({
    kind: z.literal("openai_compatible"),
    baseUrl: z.string().trim().max(2000).transform(toBaseUrl),
    ...named,
  }),
]);

/** A provider as it is shown to members; of the API key only a hint. */
export interface ListedProvider {
  id: string;
  kind: "gateway" | "openai_compatible";
  name: string;
  baseUrl: string | null;
  models: string[];
  keyHint: string;
}

/** The result of a test call to a provider. */
export interface ProviderTest {
  ok: boolean;
  message: string;
  durationMs: number;
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
  input: z.infer<typeof createProviderInput>,
): Promise<{ id: string }> {
  requireRole(ctx, "admin");
  const baseUrl = input.kind === "gateway" ? null : input.baseUrl;
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

/** Deletes a provider and its key. Bots that use it can no longer answer; their traces show the reason. */
export async function deleteProvider(ctx: ServiceContext, providerId: string): Promise<void> {
  requireRole(ctx, "admin");
  const deleted = await db
    .delete(modelProviders)
    .where(and(eq(modelProviders.workspaceId, ctx.workspaceId), eq(modelProviders.id, providerId)))
    .returning({ id: modelProviders.id });
  if (deleted.length === 0) throw notFound();
  forgetProvider(providerId);
}

/** Makes one small real call to the provider's first model and returns the reason if it fails. */
export async function testProvider(ctx: ServiceContext, providerId: string): Promise<ProviderTest> {
  requireRole(ctx, "admin");
  const [row] = await db
    .select({ models: modelProviders.models })
    .from(modelProviders)
    .where(and(eq(modelProviders.workspaceId, ctx.workspaceId), eq(modelProviders.id, providerId)));
  const modelId = row?.models[0];
  if (modelId === undefined) throw notFound();
  const target = await resolveModel(ctx.workspaceId, { providerId, modelId });
  const reply = await callModel(
    target,
    { instruction: "", messages: [{ role: "user", text: "Answer with the one word OK." }], tools: [] },
    { limits: { attempts: 1, totalMs: 45_000 } },
  );
  const { durationMs } = reply;
  if (reply.error !== null) return { ok: false, message: reply.error, durationMs };
  return { ok: true, message: `${modelId} answered.`, durationMs };
}

function notFound(): DomainError {
  return new DomainError("not_found", "This model provider does not exist in your workspace.");
}

/** Normalises the base URL, to which `/chat/completions` is appended. Users often paste it with that path included. */
function toBaseUrl(written: string, ctx: z.RefinementCtx): string {
  const url = URL.parse(written);
  const fault = baseUrlFault(url);
  if (url === null || fault !== null) {
    ctx.addIssue({ code: "custom", message: fault ?? "" });
    return z.NEVER;
  }
  return `${url.origin}${url.pathname}`.replace(/\/chat\/completions\/?$/, "").replace(/\/+$/, "");
}

function baseUrlFault(url: URL | null): string | null {
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    return "Give the whole address, such as https://api.example.com/v1.";
  }
  if (url.username !== "" || url.password !== "") return "Leave user name and password out of the address.";
  if (url.search !== "" || url.hash !== "") return "Leave out what follows ? or # in the address.";
  return null;
}

/** Shows the last four characters of a key, but nothing of a short key. */
function hintOf(sealed: string): string {
  try {
    const key = openSecret(sealed);
    return key.length >= 12 ? `••••${key.slice(-4)}` : "••••";
  } catch {
    return "unreadable: add the provider again";
  }
}
