import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { statement } from "@/db/statement";
import { recordsEvents } from "@/server/events/recording/insert-events";
import { isAnswer } from "@/server/conversations/answering/is-unanswered";
import { composeSnapshot } from "@/server/bots/compose-snapshot";
import type { BotBehaviour } from "@/server/schemas/bot-behaviour";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import type { Frame } from "../replies/compose-replies";
import { type LanguageSigns, loadSpeech, otherLanguage, translateBot, withoutOwnTexts } from "./conversation-language";
import { customerLanguage } from "./customer-language";
import { composeHistory, historyColumns, historyWindow, type HistoryRows, lateResultsIn } from "./load-history";
import { instructionValues, renderForCustomer, renderInstruction } from "@/server/text/render-instruction";
import { languageName } from "@/server/text/language-name";
import type { ModelMessage } from "@/server/models/prompts/model-messages";
import type { Campaign, ScenarioMessage } from "@/server/scenario/run/scenario-input";
import type { ScenarioState } from "@/server/schemas/scenario/scenario-state";
import type { TurnInput } from "../turn-result";
import { knowledgeQuestion } from "./knowledge-question";
import { knownBehaviour } from "./known-behaviour";
import { publishedSnapshot } from "./published-snapshot";
import { campaignOf } from "../scenario/campaign-of";
import { lateReplies } from "../scenario/late-replies";
import { findSilenceRule } from "../silence/find-silence-rule";
import type { CarriedOut } from "../silence/next-rule";
import { findRule } from "./turn-rule";

export interface LoadedTurn {
  turnId: string;
  workspaceId: string;
  conversationId: string;
  /** The customer's message that the turn answers. */
  messageId: string;
  startedAt: Date;
  /** Its replies are saved. */
  isCompleted: boolean;
  botVersionId: string | null;
  /** Whether the product sends messages to the channel, or the customer's page fetches them. */
  channelDelivery: "push" | "pull";
  /** The bot's draft answers, in the test chat. */
  runsDraft: boolean;
  /** The workspace has endpoints or reads the feed, so what happens is recorded for them. */
  recordsEvents: boolean;
  behaviour: BotBehaviour;
  frame: Frame;
  /** The rule for a silent customer that the turn carries out; null for other turns, and if it no longer exists. */
  carriesOut: CarriedOut | null;
  /** In which the bot's texts are; null for a bot whose texts have one language. */
  language: string | null;
  /** What tells another bot the language. */
  languageSigns: LanguageSigns;
  /** The runs whose late results the history contains. */
  lateResults: string[];
  input: TurnInput;
}

/**
 * Reads the snapshot of a turn's bot (the draft in the test chat) and the history up to the message to answer. A bot that
 * was never published is blocked: its customers get the fallback text.
 * @param reading The turn's row, if the caller reads it already.
 */
export async function loadTurn(turnId: string, reading = readTurn(turnId)): Promise<LoadedTurn> {
  const row = (await reading) ?? (await readTurn(turnId));
  if (!row) throw new Error(`There is no turn ${turnId}.`);
  const { workspaceId, conversationId, messageId, botId, channelDelivery, runsDraft, channelName, recordsEvents } = row;
  const botVersionId = runsDraft ? null : (row.botVersionId ?? row.publishedVersionId);
  const blocked = !runsDraft && botVersionId === null ? "The bot has never been published." : null;
  const written = await (botVersionId === null ? composeSnapshot(workspaceId, botId) : publishedSnapshot(botVersionId));
  const startedAt = new Date(row.startedAt);
  const { source, clientName, clientPhone, placeholders, variables } = row;
  const values = instructionValues({
    botName: written.name,
    channelName,
    source,
    clientName,
    clientPhone,
    placeholders,
    variables,
    now: startedAt,
    timeZone: written.timeZone,
  });
  const history = composeHistory(row);
  const languageSigns = { history: withoutOwnTexts(history, written), tag: row.language };
  const speech = await loadSpeech(workspaceId, written, languageSigns);
  const { snapshot, behaviour } = translateBot({ snapshot: written, behaviour: knownBehaviour(written) }, speech);
  const frame = {
    header: renderForCustomer(behaviour.header, values),
    footer: renderForCustomer(behaviour.footer, values),
  };
  const { timeZone } = snapshot;
  const ruled = { conversationId, messageId, startedAt, timeZone, toldClosed: row.toldClosed, values };
  // Rules don't apply to turns that answer no new message: late results, for which the customer waits, and reminders.
  const rule = !row.isAnswer || blocked !== null ? null : await findRule(ruled, behaviour);
  const words = await languageWords(behaviour, languageSigns.history);
  const instruction = [renderInstruction(snapshot.instruction, values), ...words].join("\n\n");
  const campaign = blocked === null ? campaignOf(written, botVersionId, speech) : null;
  const scenario = campaign && scenarioOf(turnId, row, campaign, history, values);
  const { hasKnowledge } = row;
  const asks = row.isAnswer && blocked === null;
  const asked = asks ? knowledgeQuestion({ workspaceId, hasKnowledge, snapshot, behaviour, history }) : undefined;
  const knowledge = asked && { knowledge: { ...asked, language: otherLanguage(speech, behaviour.languages) } };
  const input = { snapshot, instruction, history, blocked, rule, ...scenario, ...knowledge };
  const scope = { turnId, workspaceId, conversationId, messageId, startedAt, isCompleted: row.status === "completed" };
  const carriesOut = row.silence && carriedOut(snapshot, row.silence);
  const spoken = { language: speech?.language ?? null, languageSigns };
  return {
    ...scope,
    ...spoken,
    botVersionId,
    channelDelivery,
    runsDraft,
    recordsEvents,
    behaviour,
    frame,
    carriesOut,
    lateResults: lateResultsIn(history, row.calls),
    input,
  };
}

function carriedOut(snapshot: BotSnapshot, { ruleId, done }: NonNullable<TurnRow["silence"]>): CarriedOut | null {
  const rule = findSilenceRule(snapshot, ruleId);
  return rule && { ...rule, done };
}

/** What the bot's scenario starts from. A late result is no message, so the scenario is not run for it. */
function scenarioOf(
  turnId: string,
  { workspaceId, conversationId, messageId, variables, isLate, ...row }: TurnRow,
  campaign: Campaign,
  history: ModelMessage[],
  values: Record<string, string>,
): Pick<TurnInput, "scenario" | "scripted"> {
  if (isLate) return campaign.scenario.settings.modelAnswers ? {} : { scripted: lateReplies(campaign, history) };
  const { asked: message, isFirst, scenarioState: state } = row;
  const conversation = { conversationId, messageId };
  return {
    scenario: { campaign, state, message, isFirst, workspaceId, conversation, values, variables, seed: turnId },
  };
}

/** Reads a turn's row, including its history. */
export async function readTurn(turnId: string, on?: Executor): Promise<TurnRow | undefined> {
  const [row] = await selectTurn({ turnId }, on);
  return row;
}

async function languageWords({ replyLanguage }: BotBehaviour, history: readonly ModelMessage[]): Promise<string[]> {
  switch (replyLanguage.kind) {
    case "auto":
      return [];
    case "customer": {
      const language = await customerLanguage(history);
      const which =
        language === null
          ? "the language of the customer's newest message"
          : `${languageName(language)}, which the customer writes`;
      return [`Answer in ${which}, whatever language these instructions and passages are in.`];
    }
    case "fixed":
      return [`Answer in this language only, whatever language the customer writes in: ${replyLanguage.language}.`];
  }
}

export interface TurnRow extends HistoryRows, Record<string, unknown> {
  workspaceId: string;
  conversationId: string;
  messageId: string;
  status: string;
  botId: string;
  botVersionId: string | null;
  publishedVersionId: string | null;
  /** ISO 8601. */
  startedAt: string;
  channelDelivery: LoadedTurn["channelDelivery"];
  runsDraft: boolean;
  recordsEvents: boolean;
  channelName: string;
  source: string | null;
  clientName: string | null;
  clientPhone: string | null;
  /** The visitor's language as a tag. */
  language: string | null;
  placeholders: Record<string, string>;
  variables: Record<string, unknown>;
  toldClosed: string | null;
  /** The workspace's knowledge base has sources. */
  hasKnowledge: boolean;
  /** The turn delivers a late result. */
  isLate: boolean;
  /** The turn answers its message. */
  isAnswer: boolean;
  /** The rule that the turn carries out, and those that were carried out since the customer's newest message. */
  silence: { ruleId: string; done: string[] } | null;
  /** The message to answer. */
  asked: ScenarioMessage;
  /**
   * No customer's message came before it, or only ones that the bot no longer knows or that nobody answered, and Welcome
   * was not shown before; or the conversation was closed.
   */
  isFirst: boolean;
  scenarioState: ScenarioState | null;
}

/** A single statement, since every turn starts with it. */
const selectTurn = statement<{ turnId: string }, TurnRow>(
  ({ turnId }) => sql`
    select t.workspace_id as "workspaceId", t.conversation_id as "conversationId", t.message_id as "messageId",
      t.status, t.bot_id as "botId", t.bot_version_id as "botVersionId", b.published_version_id as "publishedVersionId",
      to_json(t.started_at) as "startedAt", h.delivery as "channelDelivery",
      h.runs_draft as "runsDraft", ${recordsEvents(sql`t.workspace_id`)} as "recordsEvents", h.name as "channelName", c.source,
      c.client_name as "clientName", c.client_phone as "clientPhone", c.language, c.placeholders, c.variables,
      exists (select from knowledge_sources k where k.workspace_id = t.workspace_id and k.is_enabled) as "hasKnowledge",
      c.told_closed as "toldClosed", t.action_run_id is not null as "isLate",
      ${isAnswer} as "isAnswer", case when t.silence_rule_id is not null then json_build_object(
        'ruleId', t.silence_rule_id, 'done', (
          select json_agg(o.silence_rule_id) from turns o
          where o.conversation_id = t.conversation_id and o.message_id = t.message_id
            and o.silence_rule_id is not null and o.status <> 'dropped'
        )
      ) end as silence,
      c.scenario_state as "scenarioState", json_build_object('text', asked.text, 'meaning', asked.meaning) as asked,
      (c.closed_at is not null or not exists (
        select from messages m
        where m.conversation_id = c.id and m.seq > c.context_cleared_seq and m.seq < asked.seq and (
          m.sender = 'customer' and not m.is_control and (c.scenario_state is not null or exists (
            select from messages n
            where n.conversation_id = c.id and n.seq > m.seq and n.seq < asked.seq and n.sender <> 'customer'
          ))
          -- Welcome, which the chat page showed.
          or m.sender = 'ai' and m.turn_id is null and m.step_call_id is null and c.scenario_state is not null
        )
      )) as "isFirst",
      ${historyColumns}
    from turns t
    join conversations c on c.id = t.conversation_id
    join channels h on h.id = c.channel_id
    join bots b on b.id = t.bot_id
    join messages asked on asked.id = t.message_id
    left join bot_versions v on v.id = coalesce(t.bot_version_id, b.published_version_id)
    cross join lateral (${historyWindow}) w
    where t.id = ${turnId}`,
);
