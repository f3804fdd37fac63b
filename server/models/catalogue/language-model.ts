import type { LanguageModel } from "ai";

/**
 * Version 4 of the AI SDK's model interface, taken from its public union to avoid a dependency on internal packages.
 */
export type LanguageModelV4 = Extract<LanguageModel, { specificationVersion: "v4" }>;
export type CallOptions = Parameters<LanguageModelV4["doStream"]>[0];
export type Prompt = CallOptions["prompt"];
export type PromptMessage = Prompt[number];
export type StreamResult = Awaited<ReturnType<LanguageModelV4["doStream"]>>;
export type StreamPart = StreamResult["stream"] extends ReadableStream<infer Part> ? Part : never;
export type GenerateResult = Awaited<ReturnType<LanguageModelV4["doGenerate"]>>;
export type FunctionTool = Extract<NonNullable<CallOptions["tools"]>[number], { type: "function" }>;
