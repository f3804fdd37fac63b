import type { Citation } from "@/server/schemas/knowledge/citation";
import type { TraceEntry } from "@/server/schemas/trace";

/** A passage that the model may answer from. Its number is its place in the list, from 1. */
export interface Passage extends Omit<Citation, "number"> {
  text: string;
  /** Hosts that links in an answer may lead to because of this passage. */
  hosts: string[];
}

/** What a search found for a customer's message. It is stored as the result of a durable step. */
export interface KnowledgeFound {
  /** The answer of a direct question, with its source; null if none is like the message. */
  direct: { answer: string; source: Passage } | null;
  /** Pages that the customer sent, then passages of the knowledge base, best first; empty if nothing fits. */
  passages: Passage[];
  /** Addresses that the customer sent and that could not be read. */
  unread: { url: string; reason: string }[];
  /** The search; null if the bot has no knowledge base. */
  trace: Extract<TraceEntry, { kind: "knowledge" }> | null;
}
