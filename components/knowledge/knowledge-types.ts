import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Outputs = inferRouterOutputs<AppRouter>["knowledge"];

export type SourceRow = Outputs["list"][number];
export type Source = Outputs["get"];
export type KnowledgeDocument = Outputs["documents"]["documents"][number];
export type KnowledgeChunk = Outputs["chunks"]["chunks"][number];
/** A chunk with its document's title. */
export type FoundChunk = Outputs["chunk"];
export type QuestionRow = Outputs["questions"]["questions"][number];
export type SynonymGroup = Outputs["synonyms"][number];
/** How each source was used in answers; an unused source is absent. */
export type SourceUses = Outputs["uses"];

/** Whether a source waits for its reading, or is being read. */
export function isWaiting({ status }: Pick<SourceRow, "status">): boolean {
  return status === "queued" || status === "reading";
}

/** "1 part", "1,200 parts". */
export function countText(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count.toLocaleString("en")} ${noun}s`;
}
