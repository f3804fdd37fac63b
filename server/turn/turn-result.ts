import type { Interactive } from "@/server/messages/interactive";
import type { ModelMessage } from "@/server/models/prompts/model-messages";
import type { ScenarioInput, ScenarioResult } from "@/server/scenario/run/scenario-input";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import type { Citation } from "@/server/schemas/knowledge/citation";
import type { TraceEntry } from "@/server/schemas/trace";
import type { TurnQuestion } from "./context/find-turn-knowledge";
import type { TurnRule } from "./context/turn-rule";

export interface TurnInput {
  snapshot: BotSnapshot;
  /** The bot's instruction with its `{variables}` filled in. */
  instruction: string;
  /** The conversation up to and including the message to answer. */
  history: ModelMessage[];
  /** The reason why the bot cannot answer at all, or null. */
  blocked: string | null;
  /** The rule of the bot's settings that applies to this turn. */
  rule?: TurnRule | null;
  /** The bot's scenario, which answers before its model does; absent for a bot without one, and for late results. */
  scenario?: ScenarioInput;
  /** What is searched for in the knowledge base; absent if there is nothing to search, or no message to answer. */
  knowledge?: TurnQuestion;
  /** What a bot without a model's answers says about a late result. */
  scripted?: ScenarioResult;
}

export interface TurnResult {
  /** The reply to the customer; empty when silent. */
  text: string;
  /** The length of the bot's fixed text at the end of `text`, in characters; 0 by default. */
  fixedEnd?: number;
  /** There is intentionally no reply: the message was to be ignored, or actions have sent the whole answer. */
  silent: boolean;
  trace: TraceEntry[];
  inputTokens: number;
  outputTokens: number;
  /** The reason why the bot could not answer, or null. With a failure, `text` ends with the fallback text. */
  failure: string | null;
  /** `text` differs from the streamed text, because the model withdrew it or it was cut. */
  rewritten?: boolean;
  /** The options to send with the last message of the answer. */
  interactive?: Interactive;
  /** The rule that was applied. `text` is the rule's text or, if the model answers too, the answer that follows it. */
  rule?: TurnRule;
  /** The knowledge that the answer used. */
  citations?: Citation[];
  /** `text` is the answer of a direct question: plain text that is sent as it was written. */
  isDirect?: boolean;
  /** Why people must get the conversation after the reply, or absent. */
  handOver?: string;
  /** The conversation is closed after the reply. */
  ends?: "conversation";
  /** What the bot's scenario did. If it answered, `text` is all of its messages. */
  scenario?: ScenarioResult;
}
