import type { SettingsOf } from "@/server/schemas/knowledge/source-settings";
import type { Chunk } from "./chunk";

/**
 * The chunks of a direct question. The question and each variant is matched on its own; the answer is a passage below
 * the question, so that it is also found by its own words.
 */
export function questionChunks({ question, variants, answer }: SettingsOf<"question">): Chunk[] {
  const place = { page: null, anchor: null };
  const asked = [...new Set([question, ...variants])];
  return [
    ...asked.map((text) => ({ headings: [], text, ...place, kind: "question" as const })),
    { headings: [question], text: answer, ...place, kind: "passage" },
  ];
}
