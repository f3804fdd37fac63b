import { contentStems, meets } from "./words";

export interface Passage {
  /** What the words of a question are held against. */
  about: string;
  /** What is said. */
  text: string;
}

export interface PassageAnswer {
  text: string;
  /** 0 to 1: how much of the question the passage is about. */
  coverage: number;
}

/** Below this a passage shares a word with the question by chance. */
const MIN_COVERAGE = 0.3;
/** Passages that fit equally well are all told, up to here. */
const MAX_EQUALS = 3;
/** Headings after which an author goes back to telling the bot what to do. */
const END_OF_FACTS =
  /^(?:#+\s*)?(?:rules?|instructions?|guidelines|tone|style|important|notes?|behaviou?r|examples?)\s*:?$/i;

/** What the bot may quote: the lines after `Facts:`, and `<passage>` blocks. Nothing else of an instruction. */
export function readPassages(instruction: string): Passage[] {
  const { blocks, rest } = takeBlocks(instruction);
  const { facts } = splitFacts(rest);
  const end = facts.findIndex((line) => END_OF_FACTS.test(line.trim()));
  const kept = end < 0 ? facts : facts.slice(0, end);
  return [...factsIn(kept), ...blocks.filter((block) => block !== "").map((block) => ({ about: block, text: block }))];
}

/** An instruction's own part, and the lines after `Facts:`. */
export function splitFacts(instruction: string): { rules: string; facts: string[] } {
  const lines = instruction.split("\n");
  const start = lines.findIndex((line) => line.trim() === "Facts:");
  if (start < 0) return { rules: instruction, facts: [] };
  return { rules: lines.slice(0, start).join("\n"), facts: lines.slice(start + 1) };
}

/** Steps from tag to tag: a regular expression for whole blocks takes quadratic time when none is closed. */
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

/** The passages that share most words with the question, rare words counting more; null when none does enough. */
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
    const told = /^(?:A|Answer)\s*[:.]\s*(.+)$/i.exec(text)?.[1];
    if (text === "") heading = null;
    else if (asked !== undefined) question = asked;
    else if (told !== undefined) {
      passages.push({ about: `${question ?? ""} ${told}`, text: told });
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

/** "24 hours" says nothing about opening hours. */
function withoutDurations(text: string): string {
  return text.replaceAll(/\b\d+\s+hours?\b/gi, " ");
}
