import { readWhen } from "./read-date-time";
import { findChoice, findCodes } from "./read-values";
import type { Tool } from "./tool-parameters";
import { contentStems, meets } from "./words";

export interface ToolChoice {
  tool: Tool;
  /** 0 to 1: how much of what the customer says the tool is about. */
  coverage: number;
}

/** Weights of where a shared word stands. */
const IN_NAME = 2;
const IN_DESCRIPTION = 1;
const IN_ARGUMENT = 0.5;
/** A value that only this tool takes, such as an order number of the right shape, counts like a shared name. */
const VALUE_WEIGHT = 2;
const VALUE_COVERAGE = 0.4;

/** Words that every tool's description has, and that so say nothing about which one is meant. */
const GENERIC = contentStems(
  "number name date time id code find look show give check see make take use customer user client detail information data " +
    "thing problem need new right now today tomorrow morning afternoon evening week first last",
);

/** The tool that shares most words with what the customer says, or null when none shares enough. Of equals the first. */
export function chooseTool(tools: Tool[], message: string): ToolChoice | null {
  const words = [...contentStems(message)].filter((word) => !/\p{N}/u.test(word) && !GENERIC.has(word));
  const dates = contentStems(readWhen(message, new Date(0)).written.join(" "));
  const undated = words.filter((word) => !dates.has(word));
  let best: { choice: ToolChoice; score: number } | null = null;
  for (const tool of tools) {
    // To a tool that takes a date, "Friday" is a value and says nothing of what is wanted.
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
