import type { BotKnowledge } from "@/server/schemas/knowledge/bot-knowledge";
import { excerpt } from "@/server/text/excerpt";
import { readLink } from "../links/read-link";
import { searchKnowledge } from "../search/search-knowledge";
import type { SearchResult } from "../search/search-result";
import { selectNeighbours } from "../search/select-neighbours";
import type { KnowledgeFound, Passage } from "./knowledge-found";
import { removeCommands } from "./remove-commands";
import { hostOf, hostsIn } from "./remove-foreign-links";
import { headingOf, type TakenPassage, takePassages } from "./take-passages";

export interface KnowledgeQuestion {
  workspaceId: string;
  /** The customer's message. */
  question: string;
  /** Earlier messages of the customer, newest first. */
  context: string[];
  settings: BotKnowledge;
  /** The names of the bot's functions, which no passage may name. */
  functionNames: string[];
  /** The workspace has sources to search. */
  isSearched: boolean;
  /** Addresses of the message that the bot may read. */
  links: string[];
}

/** The most passages that a model gets. */
const MAX_PASSAGES = 6;
/** How much of a passage a trace shows. */
const SHOWN_CHARACTERS = 300;

/**
 * Finds what a bot knows about a customer's message: a direct answer, or passages for the model. Reads the pages whose
 * addresses the customer sent.
 */
export async function findKnowledge(asked: KnowledgeQuestion): Promise<KnowledgeFound> {
  const { passages: pages, unread } = await readLinks(asked);
  if (!asked.isSearched) return { direct: null, passages: pages, unread, trace: null };
  const { workspaceId, question, context, settings } = asked;
  const begun = performance.now();
  const { sourceIds, allQuestions } = settings;
  const result = await searchKnowledge({
    workspaceId,
    question,
    context,
    sourceIds,
    allQuestions,
    limit: MAX_PASSAGES,
  });
  const direct = pages.length === 0 ? directAnswer(result, settings.directThreshold) : null;
  const taken = result.isFound && !direct ? await passagesOf(asked, result) : [];
  const partsOf = new Map(taken.map((passage) => [passage.chunkId, passage]));
  return {
    direct,
    passages: direct ? [] : [...pages, ...taken.map(({ passage }) => passage)],
    unread,
    trace: {
      kind: "knowledge",
      question,
      outcome: direct ? "direct" : taken.length > 0 ? "passages" : "nothing",
      hits: result.hits.map(({ sourceId, chunkId, title, headings, text, score, legs }) => ({
        sourceId,
        chunkId,
        title,
        heading: headingOf(headings, title),
        text: excerpt(text, SHOWN_CHARACTERS),
        ...shownNeighbours(partsOf.get(chunkId)),
        score,
        legs,
      })),
      directThreshold: settings.directThreshold,
      ...(result.note !== null && { note: result.note }),
      durationMs: Math.round(performance.now() - begun),
    },
  };
}

async function readLinks({
  workspaceId,
  settings,
  links,
  functionNames,
}: KnowledgeQuestion): Promise<Pick<KnowledgeFound, "passages" | "unread">> {
  const read = await Promise.all(links.map((url) => readLink({ workspaceId, url, settings })));
  const unread = read.flatMap((page, i) => ("failure" in page ? [{ url: links[i] ?? "", reason: page.failure }] : []));
  const passages = read.flatMap((page): Passage[] => {
    if ("failure" in page) return [];
    const { text } = removeCommands(page.text, functionNames);
    const host = hostOf(page.url);
    const place = { sourceId: null, documentId: null, chunkId: null, heading: null, page: null };
    return [{ ...place, title: page.title, url: page.url, text, hosts: host === null ? [] : [host] }];
  });
  return { passages, unread };
}

function directAnswer({ question: hit }: SearchResult, threshold: number): KnowledgeFound["direct"] {
  if (hit === null || hit.score < threshold) return null;
  const { sourceId, documentId, chunkId, question: title, answer } = hit;
  const place = { sourceId, documentId, chunkId, title, heading: null, url: null, page: null };
  return { answer, source: { ...place, text: answer, hosts: hostsIn(answer) } };
}

/** What the model gets of the hits, with their neighbours. */
async function passagesOf(
  { workspaceId, functionNames }: KnowledgeQuestion,
  { hits }: SearchResult,
): Promise<TakenPassage[]> {
  // The neighbours of a direct question are its variants.
  const found = hits.filter(({ sourceKind }) => sourceKind !== "question");
  const neighbours = await selectNeighbours(
    workspaceId,
    found.map(({ chunkId }) => chunkId),
  );
  return takePassages(hits, neighbours, functionNames);
}

function shownNeighbours(taken: TakenPassage | undefined): { before?: string; after?: string } {
  return {
    ...(taken?.before && { before: excerpt(taken.before, SHOWN_CHARACTERS) }),
    ...(taken?.after && { after: excerpt(taken.after, SHOWN_CHARACTERS) }),
  };
}
