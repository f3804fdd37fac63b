import { contentStems, meets } from "./words";

export interface Passage {
  /** The text that is compared with the words of a question. */
  about: string;
  /** The text of the answer. */
  text: string;
}

export interface PassageAnswer {
  text: string;
  /** The share of the question that the passage covers, from 0 to 1. */
  coverage: number;
}

/** A passage with less coverage shares a word with the question only by chance. */
const MIN_COVERAGE = 0.3;
/** Maximum number of equally good passages in an answer. */
const MAX_EQUALS = 3;
/** Headings that end the facts, since instructions to the bot follow. */
const END_OF_FACTS =
  /^(?:#+\s*)?(?:rules?|instructions?|guidelines|tone|style|important|notes?|behaviou?r|examples?)\s*:?$/i;

/** Reads the parts of an instruction that the bot may quote: the lines after `Facts:`, and `<passage>` blocks. */
export function readPassages(instruction: string): Passage[] {
  const { blocks, rest } = takeBlocks(instruction);
  const { facts } = splitFacts(rest);
  const end = facts.findIndex((line) => END_OF_FACTS.test(line.trim()));
  const kept = end < 0 ? facts : facts.slice(0, end);
  return [...factsIn(kept), ...blocks.filter((block) => block !== "").map((block) => ({ about: block, text: block }))];
}

/** Splits an instruction into its rules and the lines after `Facts:`. */
export function splitFacts(instruction: string): { rules: string; facts: string[] } {
  const lines = instruction.split("\n");
  const start = lines.findIndex((line) => line.trim() === "Facts:");
  if (start < 0) return { rules: instruction, facts: [] };
  return { rules: lines.slice(0, start).join("\n"), facts: lines.slice(start + 1) };
}

/** Walks from tag to tag: a regular expression for whole blocks would take quadratic time on unclosed tags. */
function takeBlocks(instruction: string): { blocks: string[]; rest: string } {
  const blocks: string[] = [];
  const rest: string[] = [];
  let from = 0;
  for (const { index } of instruction.matchAll(/<passage\b/gi)) {
    if (index < from) continue;
    const opened = instruction.indexOf(">", index);
    const closing = /<\/passage>/gi;
    closing.lastIndex = opened;
    const closed = opened < 0 ? null : closing.exec(instruction);
    if (!closed) break;
    rest.push(instruction.slice(from, index));
    blocks.push(instruction.slice(opened + 1, closed.index).trim());
    from = closing.lastIndex;
  }
  return { blocks, rest: [...rest, instruction.slice(from)].join("") };
}

/** Returns the passages that share most words with the question, weighted by rarity; null if no passage fits. */
export function answerFromPassages(passages: Passage[], question: string): PassageAnswer | null {
  const words = [...contentStems(question)];
  if (words.length === 0 || passages.length === 0) return null;
  const known = passages.map((passage) => contentStems(passage.about));
  const weights = words.map((word) =>
    rarity(known.filter((stems) => meets(word, stems) === 1).length, passages.length),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const rated = known.map((stems, i) => {
    const met = words.reduce((sum, word, w) => sum + (weights[w] ?? 0) * meets(word, stems), 0);
    return { passage: passages[i], coverage: met / total };
  });
  const coverage = Math.max(...rated.map((r) => r.coverage));
  if (coverage < MIN_COVERAGE) return null;
  const best = rated.filter((r) => r.coverage === coverage).slice(0, MAX_EQUALS);
  return { text: best.map((r) => r.passage?.text ?? "").join("\n"), coverage };
}

function rarity(passagesWithWord: number, passages: number): number {
  return Math.log(1 + passages / Math.max(1, passagesWithWord));
}

function factsIn(lines: string[]): Passage[] {
  const passages: Passage[] = [];
  let question: string | null = null;
  let heading: string | null = null;
  for (const line of lines) {
    const text = line.replace(/^\s*(?:[-*•–]|\d+[.)])\s+/, "").trim();
    const asked = /^(?:Q|Question)\s*[:.]\s*(.+)$/i.exec(text)?.[1];
    const answered = /^(?:A|Answer)\s*[:.]\s*(.+)$/i.exec(text)?.[1];
    if (text === "") heading = null;
    else if (asked !== undefined) question = asked;
    else if (answered !== undefined) {
      passages.push({ about: `${question ?? ""} ${answered}`, text: answered });
      question = null;
    } else if (/^\S.{0,60}:$/.test(text)) heading = text.slice(0, -1);
    else
      passages.push({
        about: withoutDurations(`${heading ?? ""} ${text}`),
        text: heading === null ? text : `${heading}: ${text}`,
      });
  }
  return passages;
}

/** Removes durations, since "24 hours" is not about opening hours. */
function withoutDurations(text: string): string {
  return text.replaceAll(/\b\d+\s+hours?\b/gi, " ");
}
