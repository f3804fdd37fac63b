import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { bots, botVersions } from "@/db/schema/bots";
import { channels, conversations } from "@/db/schema/conversations";
import type { RunKey } from "@/server/actions/runs/load-run";
import { failedOutput, plainOutput } from "@/server/schemas/step-output";
import { loadWait, type LoadedWait, type StepEnding } from "@/server/actions/runs/step-wait";
import { composeSnapshot } from "@/server/bots/compose-snapshot";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import { behaviourOf } from "@/server/schemas/bot-behaviour";
import { hasKnowledge } from "@/server/knowledge/answers/has-knowledge";
import { DomainError } from "@/server/errors";
import { instructionValues, renderInstruction } from "@/server/text/render-instruction";
import { chooseLanguage, loadSpeechIn, translateActions } from "./context/conversation-language";
import type { Campaign } from "@/server/scenario/run/scenario-input";
import { loadTurn } from "./context/load-turn";
import { knowledgeQuestion } from "./context/knowledge-question";
import type { TurnInput, TurnResult } from "./turn-result";
import { campaignOf } from "./scenario/campaign-of";
import { excerpt } from "@/server/text/excerpt";

/** The parts of a question that stay the same when the asked bot's turn is replayed. */
export interface Question {
  /** Null selects the draft. */
  versionId: string | null;
  askedAt: string;
  /** In which the asked bot's actions write to the customer; null for its main one. */
  language: string | null;
}

/** The turn of a bot that is asked by a step. */
export interface AskedTurn {
  botName: string;
  asked: string;
  run: LoadedWait["run"];
  input: TurnInput;
}

/**
 * Pins the version that answers: the published one, or the draft if the calling run uses drafts.
 * @returns null when the step no longer waits.
 */
export async function openQuestion(key: RunKey, position: number): Promise<Question | null> {
  const waiting = await loadBotWait(key, position);
  if (!waiting) return null;
  const askedAt = new Date().toISOString();
  const { run, rest } = waiting;
  const versionId = run.isDraft ? null : await publishedVersion(key.workspaceId, rest.botId);
  const snapshot = await findSnapshot(key.workspaceId, rest.botId, versionId);
  return { versionId, askedAt, language: snapshot ? await languageOf(run.turnId, snapshot) : null };
}

/** No version has an empty id, so an unpublished or deleted bot is reported as one that no longer exists. */
async function publishedVersion(workspaceId: string, botId: string): Promise<string> {
  const [bot] = await db
    .select({ versionId: bots.publishedVersionId })
    .from(bots)
    .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId)));
  return bot?.versionId ?? "";
}

/** The language of the turn that asks, if the asked bot has it; otherwise what the turn's signs tell among its own. */
async function languageOf(turnId: string | null, snapshot: BotSnapshot): Promise<string | null> {
  const { languages } = behaviourOf(snapshot);
  if (turnId === null || languages.length < 2) return null;
  const { language, languageSigns } = await loadTurn(turnId);
  return language !== null && languages.includes(language) ? language : chooseLanguage(snapshot, languageSigns);
}

/**
 * Reads the input of the asked bot's turn. The bot sees the question and, in its instruction, the values that are known
 * about the conversation, but none of the conversation's messages.
 * @returns A failure when the bot no longer exists, null when the step no longer waits.
 */
export async function loadQuestion(
  key: RunKey,
  position: number,
  question: Question,
): Promise<AskedTurn | StepEnding | null> {
  const waiting = await loadBotWait(key, position);
  if (!waiting) return null;
  const { rest, run } = waiting;
  const [snapshot, conversation, searches] = await Promise.all([
    findSnapshot(key.workspaceId, rest.botId, question.versionId),
    findConversation(key.workspaceId, run.conversationId),
    hasKnowledge(key.workspaceId),
  ]);
  if (!snapshot) return { status: "failed", output: failedOutput(`The bot ${rest.botName} no longer exists.`) };
  const values = instructionValues({
    ...(conversation ?? NO_CONVERSATION),
    botName: snapshot.name,
    timeZone: snapshot.timeZone,
    now: new Date(question.askedAt),
  });
  const speech = await loadSpeechIn(key.workspaceId, snapshot, question.language);
  const campaign = asAsked(campaignOf(snapshot, question.versionId, speech));
  const message = { text: rest.input, meaning: null };
  const place = { ...NO_PLACE, message, workspaceId: key.workspaceId, seed: `${key.runId}-${position}` };
  const history = [{ role: "user" as const, text: rest.input }];
  const behaviour = behaviourOf(snapshot);
  const asked = { workspaceId: key.workspaceId, hasKnowledge: searches, snapshot, behaviour, history };
  const knowledge = knowledgeQuestion(asked);
  const input: TurnInput = {
    // Only the bot that talks to the customer may use standard functions.
    snapshot: { ...snapshot, actions: translateActions(snapshot.actions, speech), standardFunctions: {} },
    instruction: renderInstruction(snapshot.instruction, values),
    history,
    blocked: null,
    ...(knowledge && { knowledge }),
    ...(campaign && { scenario: { ...place, campaign, values, variables: conversation?.variables ?? {} } }),
  };
  return { botName: rest.botName, asked: rest.input, run, input };
}

/**
 * A campaign of an asked bot. What its scenario says stays as it was written, since that is the step's result, on which
 * conditions depend. What its actions send to the customer is translated.
 */
export function asAsked(campaign: Campaign | null): Campaign | null {
  if (!campaign?.speech) return campaign;
  return { ...campaign, speech: { ...campaign.speech, translations: new Map() } };
}

/** Returns the step's result: the bot's answer, with the trace of its turn. */
export function toAnswer({ botName, asked }: AskedTurn, { text, silent, failure, trace }: TurnResult): StepEnding {
  const summary = `Asked ${botName}: ${excerpt(asked, 200)}`;
  if (failure !== null) return { status: "failed", output: { ...failedOutput(failure), summary, trace } };
  const forBot = silent ? `${botName} has seen to it, and has nothing to add.` : text;
  return { status: "succeeded", output: { ...plainOutput({ summary, body: text, forBot }), trace } };
}

async function loadBotWait(key: RunKey, position: number) {
  const waiting = await loadWait(key, position);
  return waiting?.rest.type === "bot" ? { run: waiting.run, rest: waiting.rest } : null;
}

async function findSnapshot(
  workspaceId: string,
  botId: string,
  versionId: string | null,
): Promise<BotSnapshot | undefined> {
  if (versionId === null) return composeDraft(workspaceId, botId);
  const [version] = await db
    .select({ snapshot: botVersions.snapshot })
    .from(botVersions)
    .where(and(eq(botVersions.workspaceId, workspaceId), eq(botVersions.id, versionId)));
  return version?.snapshot;
}

async function composeDraft(workspaceId: string, botId: string): Promise<BotSnapshot | undefined> {
  try {
    return await composeSnapshot(workspaceId, botId);
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return undefined;
    throw error;
  }
}

async function findConversation(workspaceId: string, conversationId: string | null) {
  if (conversationId === null) return undefined;
  const [found] = await db
    .select({
      channelName: channels.name,
      source: conversations.source,
      clientName: conversations.clientName,
      clientPhone: conversations.clientPhone,
      placeholders: conversations.placeholders,
      variables: conversations.variables,
    })
    .from(conversations)
    .innerJoin(channels, eq(channels.id, conversations.channelId))
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversationId)));
  return found;
}

/** A bot that is asked has no place in its scenario. */
const NO_PLACE = { state: null, isFirst: false, conversation: null };

/** The values outside of a conversation, as when an action is tried out in its editor. */
const NO_CONVERSATION = {
  channelName: "",
  source: null,
  clientName: null,
  clientPhone: null,
  placeholders: {},
  variables: {},
};
