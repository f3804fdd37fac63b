import { findKnowledge, type KnowledgeQuestion } from "@/server/knowledge/answers/find-knowledge";
import type { KnowledgeFound } from "@/server/knowledge/answers/knowledge-found";
import { loadTranslations } from "@/server/languages/load-translations";
import { textHash } from "@/server/languages/texts/text-hash";

/** What a turn searches for in the knowledge base. */
export interface TurnQuestion extends KnowledgeQuestion {
  /** The language that a direct answer is translated into; by default, it stays in the one that it is written in. */
  language?: string | null;
}

/** Searches a bot's knowledge. A direct answer is in the language of the conversation, if there is a translation. */
export async function findTurnKnowledge(question: TurnQuestion): Promise<KnowledgeFound> {
  const found = await findKnowledge(question);
  const { workspaceId, language = null } = question;
  if (found.direct === null || language === null) return found;
  const { answer } = found.direct;
  const translations = await loadTranslations(workspaceId, [textHash(answer)], language);
  return { ...found, direct: { ...found.direct, answer: translations.get(answer) ?? answer } };
}
