import type { ActionOutcome } from "@/server/actions/runs/action-outcome";
import type { StoredFile } from "@/server/files/stored-file";
import type { Interactive } from "@/server/messages/interactive";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import type { Scenario } from "@/server/schemas/scenario/scenario";
import type { ScenarioState } from "@/server/schemas/scenario/scenario-state";
import type { TraceEntry } from "@/server/schemas/trace";
import type { Ranked } from "../matching/matcher";
import type { WebhookCall, WebhookOutcome } from "../webhooks/webhook-call";

/** The language of a conversation (ISO 639-1), and the translations of a bot's texts into it, by the text. */
export interface Speech {
  language: string;
  translations: ReadonlyMap<string, string>;
}

/** A bot with its scenario, as a version or the draft has it. */
export interface Campaign {
  botId: string;
  /** Null for the draft. */
  botVersionId: string | null;
  name: string;
  /** Sent when nothing matches and the scenario has no Fallback. */
  fallbackText: string;
  timeZone: string | undefined;
  actions: BotSnapshot["actions"];
  scenario: Scenario;
  /** Null for a bot with texts in one language. */
  speech: Speech | null;
}

/** What the customer wrote. */
export interface ScenarioMessage {
  text: string;
  /** The value of the option that the message chose, if it differs from the text. */
  meaning: string | null;
}

/** What a turn of a scripted bot starts from. */
export interface ScenarioInput {
  campaign: Campaign;
  state: ScenarioState | null;
  message: ScenarioMessage;
  /** The message is the first of its conversation, or the first after people or a rule closed it. */
  isFirst: boolean;
  workspaceId: string;
  /** Null when another bot asks this one: then no webhook is called. */
  conversation: { conversationId: string; messageId: string } | null;
  /** Built-in values, variables and placeholders, for `{{…}}` (server/text/render-instruction.ts). */
  values: Record<string, string>;
  /** The conversation's variables. */
  variables: Record<string, unknown>;
  /** An interaction to begin with instead of matching a message: the customer has written nothing, at all or for some time. */
  start?: { interactionId: string; how: "silence" | "welcome" };
  /** Decides which variant of a text is sent; the turn's id, so that a replay sends the same. */
  seed: string;
}

/** A message of the scenario. Its text is plain. */
export interface ScriptedReply {
  text: string;
  /** The pause before it, in seconds; 0 for none. */
  delaySeconds: number;
  interactive?: Interactive;
  file?: StoredFile;
}

export interface ScenarioPlace {
  botId: string;
  botVersionId: string | null;
  interactionId: string;
}

/** A customer came to an interaction or, with `rowId`, chose a row of its menu. */
export interface ScenarioVisit extends ScenarioPlace {
  rowId: string | null;
}

export interface ScenarioResult {
  /** `unmatched`: nothing matched, and the bot's model is to answer. Then there are no replies. */
  outcome: "answered" | "unmatched";
  replies: ScriptedReply[];
  /** The place where the conversation is now. */
  state: ScenarioState | null;
  /** Conversation variables to set. */
  variables: Record<string, unknown>;
  visits: ScenarioVisit[];
  trace: TraceEntry[];
  /** The interaction that the turn came to last, or that asked again; null if it came to none. */
  place: ScenarioPlace | null;
  /** Why people get the conversation; null if they don't. */
  handOver: string | null;
  /** The bot that has the conversation from now on; null if it stays. */
  switchTo: string | null;
}

export interface ScenarioActionCall {
  /** The bot that has the action. */
  botId: string;
  actionId: string;
  definition: ActionDefinition;
  arguments: Record<string, unknown>;
}

/** The interactions that come closest to a message, best first, and the score that counts as a match. */
export interface Ranking {
  threshold: number;
  candidates: Ranked[];
}

/**
 * The effects of a scenario. Each has a name, which is the same in every replay of the turn, so that a durable host
 * performs it once.
 */
export interface ScenarioEffects {
  /** Compares a message with the phrases of a scenario; null if it has no trained phrases. */
  rank(name: string, scenario: Scenario, text: string): Promise<Ranking | null>;
  callWebhook(name: string, call: WebhookCall): Promise<WebhookOutcome>;
  runAction(name: string, call: ScenarioActionCall): Promise<ActionOutcome>;
  /** Reads the conversation's variables again after an action, which may have set some. */
  readVariables(name: string): Promise<Record<string, unknown>>;
  /** Reads another bot's scenario; null if it cannot answer. @param language Of the conversation; null if not known. */
  loadCampaign(name: string, botId: string, language: string | null): Promise<Campaign | null>;
  /** Fetches and stores an image; a text says why that failed. */
  fetchImage(name: string, url: string): Promise<StoredFile | string>;
}
