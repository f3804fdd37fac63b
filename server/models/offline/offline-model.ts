import { standardFunctionWords as standard } from "@/server/schemas/standard-functions";
import type { CallOptions, GenerateResult, LanguageModelV4, StreamPart } from "../catalogue/language-model";
import { answer, type OfflineCall } from "./answer";
import { canonicalJson, readDialogue } from "./dialogue";
import { answerWithOptions, SHOW_OPTIONS } from "./show-options";
import { readTool } from "./tool-parameters";

/**
 * Creates the offline model: an AI SDK language model that uses rules instead of weights. It needs no key and no
 * network, and always gives the same answer to the same prompt.
 * @param now The current time, to resolve "tomorrow", unless the instruction states today's date.
 */
export function createOfflineModel(now: () => Date = () => new Date()): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: "parley",
    modelId: "offline",
    supportedUrls: {},
    doGenerate: async (options) => generate(options, now()),
    doStream: async (options) => ({ stream: streamOf(generate(options, now())) }),
  };
}

type Content = GenerateResult["content"];

/** Functions that the rules never choose by shared words, because when to call them is a matter of judgement. */
const BEYOND_RULES = new Set(
  [
    standard.stopDialogue,
    standard.ignoreMessage,
    standard.tagDialogue,
    standard.rememberVariable,
    standard.showOptions,
  ].map(({ functionName }) => functionName),
);

function generate(options: CallOptions, now: Date): GenerateResult {
  options.abortSignal?.throwIfAborted();
  const dialogue = readDialogue(options.prompt);
  const offered = options.toolChoice?.type === "none" ? [] : (options.tools ?? []);
  const tools = offered.flatMap((tool) =>
    tool.type === "function" && !BEYOND_RULES.has(tool.name) ? [readTool(tool)] : [],
  );
  const plain = () => answer(dialogue, tools, now);
  const reply = offered.some(({ name }) => name === SHOW_OPTIONS) ? answerWithOptions(dialogue, plain) : plain();
  const made = dialogue.turns.filter((turn) => turn.by === "call").length;
  const content: Content = "text" in reply ? [{ type: "text", text: reply.text }] : toolCalls(reply.calls, made);
  const unified = "text" in reply ? "stop" : "tool-calls";
  return {
    content,
    finishReason: { unified, raw: unified },
    usage: usageOf(JSON.stringify(options.prompt), JSON.stringify(content)),
    warnings: [],
  };
}

/** Numbers ids after the calls in the history, so that they are unique and deterministic. */
function toolCalls(calls: OfflineCall[], made: number): Content {
  return calls.map(({ name, input }, i) => ({
    type: "tool-call",
    toolCallId: `offline-${made + i + 1}`,
    toolName: name,
    input: canonicalJson(input),
  }));
}

/** Estimates the usage at four characters per token, since there is no tokenizer. */
function usageOf(input: string, output: string): GenerateResult["usage"] {
  const [inputTokens, outputTokens] = [Math.ceil(input.length / 4), Math.ceil(output.length / 4)];
  return {
    inputTokens: { total: inputTokens, noCache: inputTokens, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: outputTokens, text: outputTokens, reasoning: undefined },
  };
}

function streamOf({ content, finishReason, usage }: GenerateResult): ReadableStream<StreamPart> {
  const parts: StreamPart[] = [{ type: "stream-start", warnings: [] }];
  for (const part of content) {
    if (part.type === "tool-call") parts.push(part);
    if (part.type === "text") parts.push(...wordByWord(part.text));
  }
  parts.push({ type: "finish", finishReason, usage });
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}

function wordByWord(text: string): StreamPart[] {
  const words = text.match(/\s*\S+\s*?(?=\s|$)|\s+$/g) ?? [];
  return [
    { type: "text-start", id: "text" },
    ...words.map((delta): StreamPart => ({ type: "text-delta", id: "text", delta })),
    { type: "text-end", id: "text" },
  ];
}
