/** A known provider or server, whose address is filled in when it is chosen. */
export interface ProviderPreset {
  id: string;
  /** Also the proposed name of the provider. */
  name: string;
  kind: "gateway" | "openai_compatible";
  /** Empty if the person types it. */
  baseUrl: string;
  hint?: string;
  /** Where to create a key. */
  keyPage?: string;
  /** An example of a model id. */
  model: string;
  /** A server on a private network, which needs no key. */
  isLocal?: boolean;
}

export const CUSTOM_PRESET: ProviderPreset = {
  id: "custom",
  name: "Another server",
  kind: "openai_compatible",
  baseUrl: "",
  hint: "Any address with OpenAI’s API",
  model: "gpt-5-mini",
};

/** The addresses of the OpenAI-compatible APIs, as the providers documented them in November 2026. */
export const providerPresets: readonly ProviderPreset[] = [
  {
    id: "openai",
    name: "OpenAI",
    kind: "openai_compatible",
    baseUrl: "https://api.openai.com/v1",
    keyPage: "https://platform.openai.com/api-keys",
    model: "gpt-5-mini",
  },
  {
    id: "anthropic",
    name: "Anthropic",
    kind: "openai_compatible",
    baseUrl: "https://api.anthropic.com/v1",
    keyPage: "https://console.anthropic.com/settings/keys",
    model: "claude-haiku-4-5",
  },
  {
    id: "gemini",
    name: "Google Gemini",
    kind: "openai_compatible",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta/openai",
    keyPage: "https://aistudio.google.com/apikey",
    model: "gemini-2.5-flash",
  },
  {
    id: "mistral",
    name: "Mistral",
    kind: "openai_compatible",
    baseUrl: "https://api.mistral.ai/v1",
    keyPage: "https://console.mistral.ai/api-keys",
    model: "mistral-small-latest",
  },
  {
    id: "groq",
    name: "Groq",
    kind: "openai_compatible",
    baseUrl: "https://api.groq.com/openai/v1",
    keyPage: "https://console.groq.com/keys",
    model: "openai/gpt-oss-20b",
  },
  {
    id: "deepseek",
    name: "DeepSeek",
    kind: "openai_compatible",
    baseUrl: "https://api.deepseek.com",
    keyPage: "https://platform.deepseek.com/api_keys",
    model: "deepseek-chat",
  },
  {
    id: "together",
    name: "Together AI",
    kind: "openai_compatible",
    baseUrl: "https://api.together.ai/v1",
    keyPage: "https://api.together.ai/settings/api-keys",
    model: "openai/gpt-oss-20b",
  },
  {
    id: "xai",
    name: "xAI",
    kind: "openai_compatible",
    baseUrl: "https://api.x.ai/v1",
    keyPage: "https://console.x.ai",
    model: "grok-4",
  },
  {
    id: "openrouter",
    name: "OpenRouter",
    kind: "openai_compatible",
    baseUrl: "https://openrouter.ai/api/v1",
    hint: "One key for the models of many providers",
    keyPage: "https://openrouter.ai/settings/keys",
    model: "openai/gpt-5-mini",
  },
  {
    id: "gateway",
    name: "Vercel AI Gateway",
    kind: "gateway",
    baseUrl: "",
    hint: "One key for the models of many providers",
    keyPage: "https://vercel.com/docs/ai-gateway",
    model: "openai/gpt-5-mini",
  },
  {
    id: "ollama",
    name: "Ollama",
    kind: "openai_compatible",
    baseUrl: "http://localhost:11434/v1",
    hint: "On your own machine",
    model: "llama3.2",
    isLocal: true,
  },
  {
    id: "lm-studio",
    name: "LM Studio",
    kind: "openai_compatible",
    baseUrl: "http://localhost:1234/v1",
    hint: "On your own machine",
    model: "openai/gpt-oss-20b",
    isLocal: true,
  },
  {
    id: "vllm",
    name: "vLLM",
    kind: "openai_compatible",
    baseUrl: "http://localhost:8000/v1",
    hint: "On your own machine",
    model: "Qwen/Qwen3-8B",
    isLocal: true,
  },
  CUSTOM_PRESET,
];

/** Returns a preset by its id. */
export function presetOf(id: string): ProviderPreset {
  return providerPresets.find((preset) => preset.id === id) ?? CUSTOM_PRESET;
}
