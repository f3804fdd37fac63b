import { contentStems, meets } from "./words";

export interface Passage {
  /** The text that is compared with the words of a question. */
  about: string;
  /** The text of the answer. */
  text: string;
  /** A passage of the knowledge base: by which number and name it is cited. Its best sentences are the answer. */
  cited?: { number: string; source: string };
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
/** How many sentences of a document are quoted. */
const QUOTED_SENTENCES = 2;
const SENTENCES = new Intl.Segmenter(undefined, { granularity: "sentence" });
/** Headings that end the facts, since instructions to the bot follow. */
const END_OF_FACTS =
  /^(?:#+\s*)?(?:rules?|instructions?|guidelines|tone|style|important|notes?|behaviou?r|examples?)\s*:?$/i;

/** Reads the parts of an instruction that the bot may quote: the lines after `Facts:`, and `<passage>` blocks. */
export function readPassages(instruction: string): Passage[] {
  const { blocks, rest } = takeBlocks(instruction);
  const { facts } = splitFacts(rest);
  const end = facts.findIndex((line) => END_OF_FACTS.test(line.trim()));
  const kept = end < 0 ? facts : facts.slice(0, end);
  return [...factsIn(kept), ...blocks.filter(({ text }) => text !== "")];
}

/** Splits an instruction into its rules and the lines after `Facts:`. */
export function splitFacts(instruction: string): { rules: string; facts: string[] } {
  const lines = instruction.split("\n");
  const start = lines.findIndex((line) => line.trim() === "Facts:");
  if (start < 0) return { rules: instruction, facts: [] };
  return { rules: lines.slice(0, start).join("\n"), facts: lines.slice(start + 1) };
}

/** Walks from tag to tag: a regular expression for whole blocks would take quadratic time on unclosed tags. */
function takeBlocks(instruction: string): { blocks: Passage[]; rest: string } {
  const blocks: Passage[] = [];
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
    const text = instruction.slice(opened + 1, closed.index).trim();
    blocks.push({ about: text, text, ...citedBy(instruction.slice(index, opened)) });
    from = closing.lastIndex;
  }
  return { blocks, rest: [...rest, instruction.slice(from)].join("") };
}

function citedBy(tag: string): Pick<Passage, "cited"> {
  const [, number, source] = /^<passage number="(\d+)" source="([^"]*)"$/.exec(tag) ?? [];
  return number === undefined || source === undefined ? {} : { cited: { number, source } };
}

/** Returns the passages that share most words with the question, weighted by rarity; null if no passage fits. */
export function answerFromPassages(passages: Passage[], question: string): PassageAnswer | null {
  const words = [...contentStems(question)];
  if (passages.length === 0) return null;
  if (words.length === 0) return answerFromSearch(passages, question);
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
  if (coverage < MIN_COVERAGE) return answerFromSearch(passages, question);
  const best = rated.flatMap((r) => (r.coverage === coverage && r.passage ? [r.passage] : []));
  const cited = best.find((passage) => passage.cited);
  const text = cited ? quote(cited, question) : best.slice(0, MAX_EQUALS).map((passage) => passage.text);
  return { text: [text].flat().join("\n"), coverage };
}

/** The search of the knowledge base compares better than these rules do, so its best passage answers. */
function answerFromSearch(passages: Passage[], question: string): PassageAnswer | null {
  const best = passages.find((passage) => passage.cited);
  return best ? { text: quote(best, question), coverage: MIN_COVERAGE } : null;
}

/** The passage's sentence that shares most words with the question, the one after it, and the source's name. */
function quote({ text, cited }: Passage, question: string): string {
  const words = [...contentStems(question)];
  const sentences = sentencesOf(text);
  const shared = sentences.map((sentence) => {
    const stems = contentStems(sentence);
    return words.reduce((sum, word) => sum + meets(word, stems), 0);
  });
  const at = Math.max(0, shared.indexOf(Math.max(...shared)));
  const quoted = sentences.slice(at, at + QUOTED_SENTENCES).join(" ");
  return cited ? `From “${cited.source}”: ${quoted} [${cited.number}]` : quoted;
}

/** A line is never joined with the next one, since it may be a heading or an item of a list. */
function sentencesOf(text: string): string[] {
  return text
    .split("\n")
    .flatMap((line) => [...SENTENCES.segment(line)].map(({ segment }) => segment.trim()))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
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
