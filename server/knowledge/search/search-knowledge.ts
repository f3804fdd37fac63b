import { TermHasher } from "../index/term-hash";
import { findNear } from "../vectors/find-near";
import { addSynonyms } from "./add-synonyms";
import { correctWords } from "./correct-words";
import { findPassages, type FoundPassage } from "./find-passages";
import { findQuestions, type FoundQuestion } from "./find-questions";
import { readQuestion } from "./read-question";
import { readWorkspace } from "./read-workspace";
import type { Hit, QuestionHit, SearchInput, SearchResult } from "./search-result";

/**
 * The least score of a hit that is good enough to answer from (`npm run bench -- knowledge` prints what others would
 * do). It is low, because a model can still say that passages do not answer a question, but not answer without them.
 */
const LEAST_FOUND_SCORE = 0.4;
/** Passages of one document, unless no other document fits. */
const MOST_OF_DOCUMENT = 3;

/**
 * Searches a workspace's knowledge for what answers a question: by stems, parts of words, numbers and codes, and among
 * the direct questions. Only enabled sources are searched.
 */
export async function searchKnowledge(input: SearchInput): Promise<SearchResult> {
  const { workspaceId, question, limit } = input;
  const { statistics, synonyms, sourceIds, hasQuestions, isSmallPart, embedding } = await readWorkspace(input);
  if (sourceIds.length === 0) return { hits: [], question: null, isFound: false, note: null };
  const hasher = new TermHasher(workspaceId);
  const read = await readQuestion(question, input.context ?? [], statistics.languages, hasher);
  // The embedding model is waited for after the words were compared.
  const meaning = embedding
    ? findNear(read.inContext, { workspaceId, setting: embedding, sourceIds })
    : Promise.resolve({ chunks: [], note: null });
  await correctWords(workspaceId, read, statistics, hasher);
  addSynonyms(read.concepts, synonyms, { languages: read.languages, hasher });
  const near = meaning.then(({ chunks }) => chunks);
  const knowledge = { workspaceId, sourceIds, isSmallPart, statistics, hasher, near };
  const [passages, questions, { note }] = await Promise.all([
    findPassages(read, knowledge, limit),
    hasQuestions ? findQuestions(question, read, knowledge) : [],
    meaning,
  ]);
  const hits = merge(choose(passages, limit), questions).slice(0, limit);
  return {
    hits,
    question: questions[0] ? questionHitOf(questions[0]) : null,
    isFound: hits.some((hit, at) => hit.score >= LEAST_FOUND_SCORE && (at === 0 || hasMeaning(hit))),
    note,
  };
}

/** Whether a hit's meaning was compared: among such hits, the best one is not always the first. */
function hasMeaning({ legs }: Hit): boolean {
  return legs.some(({ leg }) => leg === "meaning");
}

/** Leaves out texts that occur a second time, and further passages of a document if there are others. */
function choose(passages: FoundPassage[], limit: number): FoundPassage[] {
  const isOnly = new Set(passages.map(({ chunk }) => chunk.documentId)).size === 1;
  const texts = new Set<string>();
  const ofDocument = new Map<string, number>();
  const chosen: FoundPassage[] = [];
  for (const passage of passages) {
    if (chosen.length === limit) break;
    const { documentId, text } = passage.chunk;
    const key = text.replaceAll(/\s+/g, " ").trim().toLowerCase();
    const count = ofDocument.get(documentId) ?? 0;
    if (texts.has(key) || (count >= MOST_OF_DOCUMENT && !isOnly)) continue;
    texts.add(key);
    ofDocument.set(documentId, count + 1);
    chosen.push(passage);
  }
  return chosen;
}

/** Inserts direct questions before the first passage that fits less. */
function merge(passages: FoundPassage[], questions: FoundQuestion[]): Hit[] {
  const hits = passages.map(({ chunk, language, score, legs }) => hitOf(chunk, { language, score, legs }));
  for (const question of questions.map(hitOfQuestion).toSorted((a, b) => b.score - a.score)) {
    const place = hits.findIndex((other) => other.score < question.score);
    hits.splice(place === -1 ? hits.length : place, 0, question);
  }
  return joinQuestions(hits);
}

/** Makes the hits of a direct question, by its words and by its answer, one hit in the place of the first. */
function joinQuestions(hits: Hit[]): Hit[] {
  const first = new Map<string, Hit>();
  return hits.filter((hit) => {
    const before = hit.sourceKind === "question" ? first.get(hit.sourceId) : undefined;
    before?.legs.push(...hit.legs.filter(({ leg }) => !before.legs.some((known) => known.leg === leg)));
    if (!before) first.set(hit.sourceId, hit);
    return !before;
  });
}

function hitOfQuestion({ chunk, language, answer, likeness, near }: FoundQuestion, at: number): Hit {
  const legs: Hit["legs"] = [{ leg: "question", rank: at + 1, score: likeness }];
  if (near) legs.push({ leg: "meaning", rank: near.rank, score: near.similarity });
  return hitOf({ ...chunk, text: answer }, { language, score: Math.max(likeness, near?.score ?? 0), legs });
}

function hitOf(chunk: FoundPassage["chunk"], found: Pick<Hit, "language" | "score" | "legs">): Hit {
  const { chunkId, sourceId, sourceKind, documentId, title, headings, text, url, page, anchor } = chunk;
  return { chunkId, sourceId, sourceKind, documentId, title, headings, text, url, page, anchor, ...found };
}

function questionHitOf({ chunk, answer, likeness }: FoundQuestion): QuestionHit {
  const { sourceId, documentId, chunkId, text } = chunk;
  return { sourceId, documentId, chunkId, question: text, answer, score: likeness };
}
