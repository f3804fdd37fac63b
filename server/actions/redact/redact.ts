import type { TraceEntry } from "@/server/schemas/trace";
import { mapStrings } from "@/server/text/map-strings";
import { storableText } from "@/server/text/storable-text";
import { createSecretFinder } from "@/server/secrets/masking/find-secrets";
import { listWords } from "@/server/secrets/masking/list-words";
import { maskTexts } from "@/server/secrets/masking/mask-texts";
import type { HttpAttempt, StepOutput } from "@/server/schemas/step-output";

/**
 * Masks the secrets in a step's output and makes it storable for PostgreSQL. An answer may have hundreds of thousands
 * of values, so each distinct text is searched once, and texts shorter than any secret are skipped.
 */
export function maskOutput(output: StepOutput, secrets: string[], createFinder = createSecretFinder): StepOutput {
  const words = listWords(secrets);
  if (words.length === 0) return redactOutput(output, storableText);
  const { find, shortest } = createFinder(words);
  const texts = new Set<string>();
  const storable = redactOutput(output, (text) => {
    const kept = storableText(text);
    if (kept.length >= shortest) texts.add(kept);
    return kept;
  });
  const masked = maskTexts(texts, find);
  return masked.size === 0 ? storable : redactOutput(storable, (text) => masked.get(text) ?? text);
}

/** Applies a function to every text of a step's output: responses, requests, and the text for the bot. */
export function redactOutput(output: StepOutput, change: (text: string) => string): StepOutput {
  return {
    ...output,
    attempts: output.attempts.map((attempt) => redactAttempt(attempt, change)),
    headers: redactHeaders(output.headers, change),
    body: mapStrings(output.body, change),
    error: output.error === null ? null : change(output.error),
    forBot: change(output.forBot),
    ...(output.summary !== undefined && { summary: change(output.summary) }),
    ...(output.variables && { variables: redactValues(output.variables, change) }),
    ...(output.trace && { trace: output.trace.map((entry) => redactEntry(entry, change)) }),
  };
}

/** Keys are unchanged, because the builder chose them. */
function redactValues(values: Record<string, unknown>, change: (text: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, mapStrings(value, change)]));
}

function redactEntry(entry: TraceEntry, change: (text: string) => string): TraceEntry {
  switch (entry.kind) {
    case "model": {
      const toolCalls = entry.toolCalls.map((call) => ({ ...call, input: mapStrings(call.input, change) }));
      const error = entry.error === null ? null : change(entry.error);
      return { ...entry, text: change(entry.text), toolCalls, error };
    }
    case "action":
      return { ...entry, arguments: mapStrings(entry.arguments, change), result: change(entry.result) };
    case "scenario":
      return entry;
    case "webhook":
      return { ...entry, result: change(entry.result) };
    case "knowledge":
      return { ...entry, question: change(entry.question) };
    case "note":
      return { ...entry, text: change(entry.text) };
  }
}

function redactAttempt(attempt: HttpAttempt, change: (text: string) => string): HttpAttempt {
  return {
    ...attempt,
    url: change(attempt.url),
    requestHeaders: redactHeaders(attempt.requestHeaders, change),
    requestBody: attempt.requestBody === null ? null : change(attempt.requestBody),
    error: attempt.error === null ? null : change(attempt.error),
  };
}

function redactHeaders(headers: Record<string, string>, change: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [change(name), change(value)]));
}
