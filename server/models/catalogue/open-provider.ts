import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { createGateway } from "ai";
import { CompletionEvents } from "../requests/completion-events";
import type { LanguageModelV4 } from "./language-model";
import { limitResponses } from "../requests/provider-fetch";
import { requestTranscription, type Recording } from "../transcription/transcription-request";

/** Where models are, and the key to them. */
export interface ProviderAccess {
  kind: "gateway" | "openai_compatible";
  /** Null for the AI Gateway's own address. */
  baseUrl: string | null;
  apiKey: string;
}

export interface ModelProvider {
  /** Whom people know it by: `api.example.com`. */
  host: string;
  model(modelId: string): LanguageModelV4;
  /** What is said in a recording. @throws APICallError, the gateway's own errors, and what fetch throws. */
  transcribe(modelId: string, recording: Recording, signal: AbortSignal): Promise<string>;
}

/** What one kind of server offers. */
type Models = Omit<ModelProvider, "host">;

const GATEWAY_URL = "https://ai-gateway.vercel.sh/v4/ai";

/** Makes a provider's models, each once. Every request leaves through the given fetch; responses are limited in size. */
export function openProvider(access: ProviderAccess, wayOut: typeof globalThis.fetch): ModelProvider {
  // Without a key the gateway's SDK would silently take the product's own from the environment.
  if (access.apiKey === "") throw new Error("A model provider needs an API key.");
  const baseURL = access.baseUrl ?? GATEWAY_URL;
  const { model: make, transcribe } =
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
    transcribe,
  };
}

/** The converter for models' answers; null for a transcript, which is passed on as it is. */
function readerOf(url: string): CompletionEvents | null {
  return new URL(url).pathname.endsWith("/chat/completions") ? new CompletionEvents() : null;
}

function gateway(apiKey: string, baseURL: string, fetch: typeof globalThis.fetch): Models {
  const provider = createGateway({ apiKey, baseURL, fetch });
  return {
    model: (modelId) => provider(modelId),
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
    transcribe: (modelId, recording, signal) =>
      requestTranscription({ apiKey, baseURL, fetch }, modelId, recording, signal),
  };
}
