import type { SourceKind } from "@/server/schemas/knowledge/source-settings";

/** The searches that a hit can come from (CONTRACTS §10). */
export const legs = ["words", "grams", "exact", "meaning", "question"] as const;
export type Leg = (typeof legs)[number];

export interface SearchInput {
  workspaceId: string;
  /** The customer's message. */
  question: string;
  /** Earlier messages of the customer, newest first: a follow-up question is searched with their words. */
  context?: string[];
  /** Null: all enabled sources. */
  sourceIds: string[] | null;
  /** Searches all enabled direct questions besides these sources. */
  allQuestions?: boolean;
  /** The most passages to return. */
  limit: number;
}

export interface Hit {
  chunkId: string;
  sourceId: string;
  sourceKind: SourceKind;
  documentId: string;
  /** The name of the source, or the document's title where the source has several documents. */
  title: string;
  headings: string[];
  /** The chunk's text. */
  text: string;
  url: string | null;
  page: number | null;
  anchor: string | null;
  language: string;
  /** From 0 to 1: how well it fits the question. Comparable between questions. */
  score: number;
  /** Which searches found it, with the rank from 1 and the search's own score. */
  legs: { leg: Leg; rank: number; score: number }[];
}

/** A direct question that is like the customer's message. */
export interface QuestionHit {
  sourceId: string;
  documentId: string;
  chunkId: string;
  /** The question or variant that fits best. */
  question: string;
  answer: string;
  /** From 0 to 1. */
  score: number;
}

export interface SearchResult {
  /** Best first. Direct questions are among them, with the answer as text. */
  hits: Hit[];
  /** The most similar direct question. */
  question: QuestionHit | null;
  /** The best hit is good enough to answer from. */
  isFound: boolean;
  /** What was left out of the search, in a sentence for people; null if nothing was. */
  note: string | null;
}
