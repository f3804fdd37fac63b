import { setTimeout as wait } from "node:timers/promises";
import { embedMany, type EmbeddingModel } from "ai";
import { openedProvider, readProvider, unreadableKey } from "../catalogue/resolve-model";
import { failed, type ModelFailure, readRequestFailure, sayFailure, UnexpectedAnswer } from "../requests/model-failure";

/** Many local servers refuse more texts in one request; 32 vectors of any model are below the limit of an answer. */
export const MOST_TEXTS = 32;

export interface EmbeddingChoice {
  providerId: string;
  model: string;
}

export interface EmbeddingLimits {
  attempts: number;
  /** Of each attempt, in milliseconds. */
  timeoutMs: number;
}

/** Vectors in the order of the texts, or why they could not be made; the reason contains no secrets. */
export type EmbeddedTexts = { vectors: number[][] } | { reason: string; failure: ModelFailure };

const LIMITS: EmbeddingLimits = { attempts: 3, timeoutMs: 30_000 };
const BACKOFF_MS = 500;
/** If a provider asks for a longer wait, the call is not repeated. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Makes vectors of at most `MOST_TEXTS` texts with a model of the workspace. A provider's failure never throws. Failures of the connection, 429 and
 * 5xx are tried again.
 */
export async function embedTexts(
  workspaceId: string,
  { providerId, model }: EmbeddingChoice,
  texts: string[],
  limits: Partial<EmbeddingLimits> = {},
): Promise<EmbeddedTexts> {
  const row = await readProvider(workspaceId, providerId);
  if (!row) return without("The provider of the embedding model was deleted. Choose another one.");
  const opened = openedProvider(row);
  if (!opened) return without(unreadableKey(row.name));
  const { provider, apiKey } = opened;
  const { attempts, timeoutMs } = { ...LIMITS, ...limits };
  for (let number = 1; ; number++) {
    const embedded = await request(provider.embeddingModel(model), texts, { host: provider.host, timeoutMs });
    if (Array.isArray(embedded)) return { vectors: embedded };
    const pause = embedded.retryAfterMs ?? BACKOFF_MS * 2 ** (number - 1);
    if (!embedded.retryable || number >= attempts || pause > LONGEST_WAIT_MS) {
      return { failure: embedded, reason: sayFailure(embedded, [apiKey]) };
    }
    await wait(pause);
  }
}

function without(reason: string): EmbeddedTexts {
  return { reason, failure: failed(reason, false) };
}

async function request(
  model: EmbeddingModel,
  values: string[],
  { host, timeoutMs }: { host: string; timeoutMs: number },
): Promise<number[][] | ModelFailure> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const { embeddings } = await embedMany({ model, values, maxRetries: 0, abortSignal: signal });
    checkVectors(embeddings, values.length);
    return embeddings;
  } catch (error) {
    if (signal.aborted) return failed(`${host} sent nothing for ${timeoutMs / 1000} s.`, true);
    return readRequestFailure(error, host);
  }
}

function checkVectors(vectors: number[][], count: number): void {
  const [length = 0] = vectors.map((vector) => vector.length);
  if (vectors.length !== count || length === 0) throw new UnexpectedAnswer("did not send a vector for each text.");
  if (vectors.some((vector) => vector.length !== length || !vector.every(Number.isFinite))) {
    throw new UnexpectedAnswer("sent vectors of different lengths.");
  }
}
