import type { KnowledgeQuestion } from "@/server/knowledge/answers/find-knowledge";
import { chooseLinks } from "@/server/knowledge/links/choose-links";
import type { ModelMessage } from "@/server/models/prompts/model-messages";
import type { BotBehaviour } from "@/server/schemas/bot-behaviour";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import { clip } from "@/server/text/excerpt";

/** The most characters of a message that are searched for. */
const MAX_QUESTION = 2000;
/** How many earlier messages of the customer a follow-up question is understood with. */
const CONTEXT_MESSAGES = 2;

interface Asked {
  workspaceId: string;
  /** The workspace has sources that bots may use. */
  hasKnowledge: boolean;
  snapshot: BotSnapshot;
  behaviour: Pick<BotBehaviour, "knowledge">;
  /** Ends with the message to answer. */
  history: readonly ModelMessage[];
}

/**
 * What a turn searches for in the knowledge base and reads of what the customer sent; undefined if there is nothing to
 * search and to read, or the message has no text.
 */
export function knowledgeQuestion(asked: Asked): KnowledgeQuestion | undefined {
  const { workspaceId, snapshot, behaviour, history } = asked;
  const settings = behaviour.knowledge;
  const lastAnswer = history.findLastIndex(({ role }) => role !== "user");
  const question = textsOf(history.slice(lastAnswer + 1)).join("\n");
  if (question === "") return undefined;
  const hasSources = settings.sourceIds?.length !== 0 || settings.allQuestions;
  const isSearched = asked.hasKnowledge && settings.isOn && hasSources;
  const links = chooseLinks(question, settings);
  if (!isSearched && links.length === 0) return undefined;
  const context = textsOf(history.slice(0, lastAnswer + 1))
    .toReversed()
    .slice(0, CONTEXT_MESSAGES);
  const functionNames = snapshot.actions.map(({ definition }) => definition.functionName);
  return { workspaceId, question: clip(question, MAX_QUESTION), context, settings, functionNames, isSearched, links };
}

/** The customer's texts, oldest first. */
function textsOf(messages: readonly ModelMessage[]): string[] {
  return messages.flatMap((message) => (message.role === "user" && message.text.trim() !== "" ? [message.text] : []));
}
