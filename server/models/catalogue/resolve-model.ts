import { eq } from "drizzle-orm";
import { TtlCache } from "@/db/ttl-cache";
import { db } from "@/db/client";
import { modelProviders } from "@/db/schema/bots";
import { logFailure } from "@/server/log/log-failure";
import { createOutboundFetch } from "@/server/outbound/outbound-fetch";
import { openSecret } from "@/server/secrets/secret-box";
import type { LanguageModelV4 } from "./language-model";
import type { ModelChoice } from "@/server/schemas/model-choice";
import { createOfflineModel } from "../offline/offline-model";
import { openProvider, type ModelProvider } from "./open-provider";

/** A model to call, or the reason why it is not available. */
export type ModelTarget =
  | {
      /** Shown in traces: "gpt-5 at Acme AI". */
      label: string;
      model: LanguageModelV4;
      /** The server's name, for error texts. */
      host: string;
      /** Values to remove from error texts. */
      secrets: string[];
    }
  | { label: string; problem: string };

const OFFLINE: ModelTarget = {
  label: "Offline model",
  model: createOfflineModel(),
  host: "The offline model",
  secrets: [],
};

/**
 * Finds the model that a bot uses. If its provider was deleted or its key is unreadable, the result has a `problem`.
 */
export async function resolveModel(workspaceId: string, choice: ModelChoice): Promise<ModelTarget> {
  if (choice.providerId === null) return OFFLINE;
  const row = await readProvider(workspaceId, choice.providerId);
  if (!row) {
    const problem = "The bot's model provider was deleted. Choose another model for the bot, then publish it.";
    return { label: choice.modelId, problem };
  }
  return targetOf(row, choice.modelId);
}

type ProviderRow = typeof modelProviders.$inferSelect;

const rows = new TtlCache("model providers", selectProvider);

/** Makes a change of a provider effective immediately in this process. Other processes notice it within a second. */
export function forgetProvider(providerId: string): void {
  rows.forget(providerId);
}

/** Reads a provider of a workspace; changes of other processes are noticed within a second. */
export async function readProvider(workspaceId: string, id: string): Promise<ProviderRow | undefined> {
  const row = await rows.get(id);
  return row?.workspaceId === workspaceId ? row : undefined;
}

async function selectProvider(id: string): Promise<ProviderRow | undefined> {
  const [row] = await db.select().from(modelProviders).where(eq(modelProviders.id, id));
  return row;
}

export interface Opened {
  /** The fields of the row that the provider was built from, to detect a change. */
  of: string;
  provider: ModelProvider;
  apiKey: string;
}

/** Maximum number of cached providers; the oldest is evicted first. */
const CACHED_PROVIDERS = 500;
const cache = new Map<string, Opened>();

function targetOf(row: ProviderRow, modelId: string): ModelTarget {
  const label = `${modelId} at ${row.name}`;
  const opened = openedProvider(row);
  if (!opened) {
    return { label, problem: unreadableKey(row.name) };
  }
  const { provider, apiKey } = opened;
  return { label, model: provider.model(modelId), host: provider.host, secrets: [apiKey] };
}

/** The message for a provider whose key cannot be decrypted. */
export function unreadableKey(name: string): string {
  return `The API key of the model provider "${name}" can no longer be read, because PARLEY_SECRET has changed. Type the key again under Settings › Models.`;
}

/** Returns the opened provider of a row, from the cache if possible; null when its key cannot be decrypted. */
export function openedProvider(row: ProviderRow): Opened | null {
  const of = `${row.kind} ${row.baseUrl ?? ""} ${row.apiKeySealed}`;
  const cached = cache.get(row.id);
  if (cached?.of === of) return cached;
  const apiKey = readKey(row.id, row.apiKeySealed);
  if (apiKey === null) return null;
  const provider = openProvider({ kind: row.kind, baseUrl: row.baseUrl, apiKey }, createOutboundFetch());
  const oldest = cache.keys().next();
  if (cache.size >= CACHED_PROVIDERS && !oldest.done) cache.delete(oldest.value);
  const opened = { of, provider, apiKey };
  cache.set(row.id, opened);
  return opened;
}

function readKey(providerId: string, sealed: string): string | null {
  try {
    return openSecret(sealed);
  } catch (error) {
    logFailure(providerId, "the model provider's API key cannot be opened", error);
    return null;
  }
}
