import { readWhen } from "./read-date-time";
import { findChoice, findCodes } from "./read-values";
import type { Tool } from "./tool-parameters";
import { contentStems, meets } from "./words";

export interface ToolChoice {
  tool: Tool;
  /** The share of the customer's message that the tool covers, from 0 to 1. */
  coverage: number;
}

/** Weights of a shared word by its position. */
const IN_NAME = 2;
const IN_DESCRIPTION = 1;
const IN_ARGUMENT = 0.5;
/** A typical value of the tool's arguments, such as an order number of the right shape, counts like a shared name. */
const VALUE_WEIGHT = 2;
const VALUE_COVERAGE = 0.4;

/** Words that are common in tool descriptions and therefore do not help to choose a tool. */
const GENERIC = contentStems(
  "number name date time id code find look show give check see make take use customer user client detail information data " +
    "thing problem need new right now today tomorrow morning afternoon evening week first last",
);

/** Returns the tool that shares most words with the message, the first of equals; null if no tool shares enough. */
export function chooseTool(tools: Tool[], message: string): ToolChoice | null {
  const words = [...contentStems(message)].filter((word) => !/\p{N}/u.test(word) && !GENERIC.has(word));
  const dates = contentStems(readWhen(message, new Date(0)).written.join(" "));
  const undated = words.filter((word) => !dates.has(word));
  let best: { choice: ToolChoice; score: number } | null = null;
  for (const tool of tools) {
    // For a tool with a date argument, "Friday" is a value and does not indicate what is wanted.
    const takesDate = tool.parameters.some((p) => p.kind === "datetime" || p.kind === "date");
    const rated = rate(tool, takesDate ? undated : words, message);
    if (rated && rated.score > (best?.score ?? 0)) best = rated;
  }
  return best?.choice ?? null;
}

function rate(tool: Tool, words: string[], message: string): { choice: ToolChoice; score: number } | null {
  const vocabulary = vocabularyOf(tool);
  let score = 0;
  let covered = 0;
  for (const word of words) {
    const weights = vocabulary.map(({ stems, weight }) => weight * meets(word, stems));
    score += Math.max(...weights);
    covered += Math.max(...vocabulary.map(({ stems }) => meets(word, stems)));
  }
  const coverage = words.length === 0 ? 0 : covered / words.length;
  const value = hasTellingValue(tool, message);
  if (!value && !(score >= IN_NAME || (score >= IN_DESCRIPTION && coverage >= 0.5))) return null;
  return {
    choice: { tool, coverage: coverage + (value ? VALUE_COVERAGE : 0) },
    score: score + (value ? VALUE_WEIGHT : 0),
  };
}

function vocabularyOf(tool: Tool): { stems: Set<string>; weight: number }[] {
  const names = tool.parameters.map((p) => `${p.name} ${p.choices.join(" ")}`).join(" ");
  const described = tool.parameters.map((p) => p.description).join(" ");
  return [
    { stems: contentStems(tool.name), weight: IN_NAME },
    { stems: contentStems(`${tool.description} ${names}`), weight: IN_DESCRIPTION },
    { stems: contentStems(described), weight: IN_ARGUMENT },
  ];
}

function hasTellingValue(tool: Tool, message: string): boolean {
  return tool.parameters.some((p) => {
    if (p.kind === "code") return findCodes(p, message).length > 0;
    return p.kind === "enum" && findChoice(p.choices, message) !== undefined;
  });
}
