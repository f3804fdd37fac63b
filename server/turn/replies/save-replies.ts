import { type SQL, sql } from "drizzle-orm";
import { db, type Executor, type Transaction } from "@/db/client";
import { announcement } from "@/db/live";
import { type Slots, statement } from "@/db/statement";
import { mapStrings } from "@/server/text/map-strings";
import { storableText } from "@/server/text/storable-text";
import { mayStillSend } from "@/server/conversations/answering/answerer-columns";
import { isAnswer } from "@/server/conversations/answering/is-unanswered";
import { handOff } from "@/server/conversations/answering/hand-off";
import { storedAnswers } from "@/server/conversations/stored-answers";
import { newId } from "@/server/ids";
import type { TraceEntry } from "@/server/schemas/trace";
import { notify } from "@/server/notifications/notify";
import type { OutboxEvent } from "@/server/outbox/outbox";
import { composeReplies, type Reply } from "./compose-replies";
import type { LoadedTurn } from "../context/load-turn";
import { logTurn } from "./log-turn";
import { recordedRows, type RecordedValues, recordedValues } from "./record-turn";
import { nextTimer } from "../silence/next-timer";
import { timerRows } from "../silence/set-timer";
import { keptScenario, nextBot, scenarioRows, type ScenarioValues, scenarioValues } from "./save-scenario";
import type { TurnResult } from "../turn-result";

export interface SavedReply extends Reply {
  id: string;
}

export interface SavedTurn {
  /** False if nothing was saved, because the turn was overtaken or had ended before. */
  saved: boolean;
  /** The saved messages, in order. */
  replies: SavedReply[];
  /** Dispatch these after the function returns. */
  events: OutboxEvent[];
  /** Events for endpoints and the feed were recorded: call `announceEvents` after the function returns. */
  isRecorded: boolean;
}

interface EndedRow extends Record<string, unknown> {
  is_held: boolean;
  is_to_rerun: boolean;
}

/**
 * Saves a turn's replies, and hands the conversation off if the turn could not answer, a limit was exceeded or the
 * scenario says so.
 * @param replyId The id of the first message; the ids of the others start with it.
 */
export async function saveReplies(
  turn: LoadedTurn,
  result: TurnResult,
  replyId: string,
  on: Executor = db,
): Promise<SavedTurn> {
  const composed = composeReplies(result, turn.behaviour, turn.frame);
  const replies = composed.map((reply, part) => ({
    ...reply,
    id: part === 0 ? replyId : `${replyId}-${part + 1}`,
    text: storableText(reply.text),
    bareText: reply.bareText === null ? null : storableText(reply.bareText),
  }));
  const ended = await storeAndStop(on, turn, result, replies);
  logTurn(turn, result, ended.saved);
  return ended;
}

async function storeAndStop(
  on: Executor,
  turn: LoadedTurn,
  result: TurnResult,
  replies: SavedReply[],
): Promise<SavedTurn> {
  const stop = stopOf(turn, result);
  if (stop === null) return store(on, turn, result, replies, null);
  return on.transaction(async (tx) => {
    const saved = await store(tx, turn, result, replies, stop);
    const notifications = saved.saved ? await stopBot(tx, turn, stop) : [];
    return { ...saved, events: [...saved.events, ...notifications] };
  });
}

/** Stores the replies with one statement and returns the events that follow. */
async function store(
  on: Executor,
  turn: LoadedTurn,
  result: TurnResult,
  replies: SavedReply[],
  stop: Stop | null,
): Promise<SavedTurn> {
  const { workspaceId, conversationId, messageId, turnId } = turn;
  const delivery = { id: newId("event"), name: DELIVERY, data: { workspaceId, conversationId } };
  const rerun = { id: newId("event"), name: RERUN, data: { workspaceId, conversationId, messageId } };
  const isDelivered = turn.channelDelivery === "push" && replies.length > 0;
  const { failure } = result;
  const timer = await nextTimer(turn, result, new Date());
  const values = {
    ...scenarioValues(result.scenario),
    workspaceId,
    conversationId,
    messageId,
    turnId,
    botVersionId: turn.botVersionId,
    toldClosed: result.rule?.closed ?? null,
    replies: JSON.stringify(replies.map(withAnswers)),
    isSpoken: replies.length > 0,
    isDelivered,
    deliveryId: delivery.id,
    deliveryData: JSON.stringify(delivery.data),
    rerunId: rerun.id,
    rerunData: JSON.stringify(rerun.data),
    status: failure === null ? "completed" : "failed",
    reason: failure === null ? null : storableText(failure),
    trace: JSON.stringify(mapStrings(result.trace, storableText)),
    knownResults: JSON.stringify(result.trace.some(isModelAnswer) ? turn.lateResults : []),
    inputTokens: result.inputTokens,
    outputTokens: result.outputTokens,
    silenceTimer: timer && JSON.stringify(timer),
  };
  const [ended] = turn.recordsEvents
    ? await endRecordedTurn({ ...values, ...recordedValues(turn, result, replies, stop) }, on)
    : await endTurn(values, on);
  const saved = ended?.is_held ?? false;
  const events = [...(saved && isDelivered ? [delivery] : []), ...(ended?.is_to_rerun ? [rerun] : [])];
  return { saved, replies: saved ? replies : [], events, isRecorded: ended !== undefined && turn.recordsEvents };
}

/** Only a model reads the history. */
function isModelAnswer(entry: TraceEntry): boolean {
  return entry.kind === "model" && entry.error === null;
}

function withAnswers({ file, ...reply }: SavedReply) {
  const answers = reply.interactive ? storedAnswers(reply.interactive) : null;
  return { ...reply, answers, fileId: file?.id ?? null };
}

const DELIVERY = "delivery/requested";
const RERUN = "conversation/message.received";

type EndValues = ScenarioValues &
  Record<"workspaceId" | "conversationId" | "messageId" | "turnId", string> &
  Record<"deliveryId" | "rerunId" | "status", string> &
  /** JSON. */
  Record<"replies" | "deliveryData" | "rerunData" | "trace" | "knownResults", string> &
  Record<"botVersionId" | "toldClosed" | "reason" | "silenceTimer", string | null> &
  Record<"isSpoken" | "isDelivered", boolean> &
  Record<"inputTokens" | "outputTokens", number>;

/**
 * Ends the turn and stores its replies and the events that follow, in one statement. It locks the conversation first, so
 * that it sees concurrent messages, take-overs and switches. The replies are stored only if:
 * - the message that the turn answers is still the customer's newest;
 * - the bot still has the conversation, or this turn itself handed it off;
 * - the conversation's bot is still the turn's bot, or this turn itself switched to another one. After a switch by
 *   anything else, the turn is dropped and the new bot is requested to answer the message.
 * A reminder is not sent if the conversation was closed meanwhile. A turn without a reply stores no message. The customer's
 * message counts as answered, except after a late result or a reminder.
 */
function endStatement(turn: Slots<EndValues>, recorded: SQL): SQL {
  const { workspaceId, conversationId, messageId, turnId, isDelivered } = turn;
  return sql`
    with due as materialized (
      select c.id, c.workspace_id, c.channel_id, t.bot_id, c.external_chat_id, c.client_name, c.client_phone,
        c.last_customer_message_id = ${messageId} as is_newest,
        ${mayStillSend(sql`t.id`)} as may_speak,
        c.bot_id = t.bot_id or c.bot_turn_id is not distinct from t.id as is_its_bot,
        ${isAnswer} as is_answer, t.silence_rule_id is not null as is_reminder, c.handled_by, c.handed_over_cause, c.status
      from conversations c join turns t on t.id = ${turnId}
      where c.id = ${conversationId} and t.status = 'running'
      for update
    ), held as materialized (
      select * from due where is_newest and may_speak and is_its_bot and not (is_reminder and status = 'closed')
    ), rerun as materialized (
      select * from due where is_newest and may_speak and not is_its_bot and not is_reminder
    ), ${nextBot(turn)}, touched as (
      update conversations c
      set last_message_at = case when ${turn.isSpoken} then now() else c.last_message_at end,
        told_closed = coalesce(case when ${turn.isSpoken} then ${turn.toldClosed}::text end, c.told_closed),
        answer_check_at = case when not held.is_answer then c.answer_check_at end,
        ${keptScenario(turn)}
      from held where c.id = held.id
    ), reply as (
      insert into messages
        (id, workspace_id, conversation_id, channel_id, sender, text, bare_text, fixed_start, fixed_end, interactive, answers, citations, turn_id, turn_part, pause_seconds, delivery)
      select composed.id, held.workspace_id, held.id, held.channel_id, 'ai', composed.text, composed."bareText", composed."fixedStart",
        composed."fixedEnd", composed.interactive, composed.answers, composed.citations, ${turnId},
        composed.part - 1, composed."pauseSeconds", case when ${isDelivered} then 'pending' else 'none' end
      from held, rows from (
        jsonb_to_recordset(${turn.replies}::jsonb)
          as (id text, text text, "bareText" text, "fixedStart" int, "fixedEnd" int, "pauseSeconds" int, interactive jsonb, answers jsonb, citations jsonb)
      ) with ordinality as composed(id, text, "bareText", "fixedStart", "fixedEnd", "pauseSeconds", interactive, answers, citations, part)
      order by composed.part
      returning *
    ), carried as (
      insert into message_files (message_id, position, file_id)
      select composed.id, 0, composed."fileId"
      from held, jsonb_to_recordset(${turn.replies}::jsonb) as composed(id text, "fileId" text)
      where composed."fileId" is not null
    ), ${scenarioRows(turn)}, ${timerRows(turn)}, owed as (
      insert into outbox (id, name, data)
      select ${turn.deliveryId}, ${DELIVERY}, ${turn.deliveryData}::jsonb from held where ${isDelivered}
      union all
      select ${turn.rerunId}, ${RERUN}, ${turn.rerunData}::jsonb from rerun
    ), ended as (
      update turns set
        status = case when exists (select from held) then ${turn.status} else 'dropped' end,
        reason = case when exists (select from held) then ${turn.reason}::text
                      when exists (select from rerun) then 'Another bot was given the conversation and answers instead.'
                      else 'Overtaken: a newer message came, or people took the conversation over.' end,
        trace = ${turn.trace}::jsonb, known_results = ${turn.knownResults}::jsonb, bot_version_id = ${turn.botVersionId},
        input_tokens = ${turn.inputTokens}, output_tokens = ${turn.outputTokens}, finished_at = now()
      where id = ${turnId} and exists (select from due)
    )${recorded}
    select exists (select from held) as is_held, exists (select from rerun) as is_to_rerun,
      (select ${announcement("conversation", sql`id`, workspaceId)} from held)
    from due`;
}

const endTurn = statement<EndValues, EndedRow>((turn) => endStatement(turn, sql``));

/** The same for workspaces that record events. */
const endRecordedTurn = statement<EndValues & RecordedValues, EndedRow>((turn) =>
  endStatement(turn, sql`, ${recordedRows(turn)}`),
);

interface Stop {
  cause: "failure" | "limit" | "action";
  reason: string;
  kind: "person_called" | "limit_reached";
  title: string;
}

/**
 * Returns the reason to hand the conversation off after this turn, or null. Failures of a bot that is being tried out, in
 * the test chat or before it is published, don't hand it off, so that testing can continue.
 */
function stopOf({ behaviour, runsDraft, input }: LoadedTurn, result: TurnResult): Stop | null {
  const { failure, rule } = result;
  const handOver = result.scenario?.handOver ?? result.handOver ?? null;
  if (handOver !== null) {
    return { cause: "action", reason: handOver, kind: "person_called", title: "A customer needs a person" };
  }
  if (rule?.kind === "limit") {
    return { cause: "limit", reason: rule.reason, kind: "limit_reached", title: "A customer has reached a limit" };
  }
  const isTrial = runsDraft || input.blocked !== null;
  if (failure === null || !behaviour.handOverOnFailure || isTrial) return null;
  return { cause: "failure", reason: failure, kind: "person_called", title: "A bot could not answer" };
}

/** Hands the conversation off and notifies people, unless they have it. The test chat sends no notifications. */
async function stopBot(tx: Transaction, turn: LoadedTurn, stop: Stop): Promise<OutboxEvent[]> {
  const { cause, reason, kind, title } = stop;
  const { workspaceId, conversationId, turnId, runsDraft } = turn;
  const isHandedOff = await handOff({ workspaceId, conversationId, cause, reason, turnId: null }, tx);
  if (!isHandedOff || runsDraft) return [];
  const { botId } = turn.input.snapshot;
  return notify(tx, { workspaceId, conversationId, botId, kind, title, body: reason, sourceKey: `turn-${turnId}` });
}
