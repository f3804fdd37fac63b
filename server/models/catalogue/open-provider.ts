import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { createGateway, type EmbeddingModel } from "ai";
import { CompletionEvents } from "../requests/completion-events";
import type { LanguageModelV4 } from "./language-model";
import { limitResponses } from "../requests/provider-fetch";
import { requestTranscription, type Recording } from "../transcription/transcription-request";

/** The address of a provider and its key. */
export interface ProviderAccess {
  kind: "gateway" | "openai_compatible";
  /** Null for the AI Gateway's own address. */
  baseUrl: string | null;
  apiKey: string;
}

export interface ModelProvider {
  /** The name shown to users: `api.example.com`. */
  host: string;
  model(modelId: string): LanguageModelV4;
  embeddingModel(modelId: string): EmbeddingModel;
  /** Returns the words of a recording. @throws APICallError, the gateway's own errors, and errors of fetch. */
  transcribe(modelId: string, recording: Recording, signal: AbortSignal): Promise<string>;
}

/** The operations of one kind of server. */
type Models = Omit<ModelProvider, "host">;

const GATEWAY_URL = "https://ai-gateway.vercel.sh/v4/ai";

/** Opens a provider and caches its models. Requests are sent with the given fetch; the size of responses is limited. */
export function openProvider(access: ProviderAccess, wayOut: typeof globalThis.fetch): ModelProvider {
  // Without a key, the gateway's SDK would silently use the key from the environment.
  if (access.apiKey === "") throw new Error("A model provider needs an API key.");
  const baseURL = access.baseUrl ?? GATEWAY_URL;
  const { model: make, ...others } =
    access.kind === "gateway"
      ? gateway(access.apiKey, baseURL, limitResponses(wayOut))
      : compatible(access.apiKey, baseURL, limitResponses(wayOut, readerOf));
  const models = new Map<string, LanguageModelV4>();
  return {
    host: new URL(baseURL).host,
    model(modelId) {
      const model = models.get(modelId) ?? make(modelId);
      models.set(modelId, model);
      return model;
    },
    ...others,
  };
}

/** Returns the converter of a model's answers; null for transcripts and vectors, which are passed through unchanged. */
function readerOf(url: string): CompletionEvents | null {
  return new URL(url).pathname.endsWith("/chat/completions") ? new CompletionEvents() : null;
}

function gateway(apiKey: string, baseURL: string, fetch: typeof globalThis.fetch): Models {
  const provider = createGateway({ apiKey, baseURL, fetch });
  return {
    model: (modelId) => provider(modelId),
    embeddingModel: (modelId) => provider.embeddingModel(modelId),
    async transcribe(modelId, { bytes, mimeType }, abortSignal) {
      const model = provider.transcriptionModel(modelId);
      return (await model.doGenerate({ audio: bytes, mediaType: mimeType, abortSignal })).text;
    },
  };
}

function compatible(apiKey: string, baseURL: string, fetch: typeof globalThis.fetch): Models {
  const provider = createOpenAICompatible({ name: "provider", apiKey, baseURL, fetch, includeUsage: true });
  return {
    model: (modelId) => provider(modelId),
    embeddingModel: (modelId) => provider.embeddingModel(modelId),
    transcribe: (modelId, recording, signal) =>
      requestTranscription({ apiKey, baseURL, fetch }, modelId, recording, signal),
  };
}
