import { sql, type SQL } from "drizzle-orm";
import { stillUnderWay } from "@/server/actions/runs/detach-run";
import { isAnswer } from "@/server/conversations/answering/is-unanswered";
import type { StepWait } from "@/server/schemas/step-wait";
import type { Interactive } from "@/server/messages/interactive";
import { textWithOptions } from "@/server/messages/options";
import type { ModelFile, ModelMessage } from "@/server/models/prompts/model-messages";

/** The most messages that a model gets; older ones are dropped. */
const HISTORY_LIMIT = 200;

/** The most characters of messages and calls that a model gets, about 100,000 tokens; older ones are dropped. */
const HISTORY_CHARACTERS = 400_000;

/** The rows of a history, newest first. The turn's query reads them as columns. */
export interface HistoryRows {
  messages: MessageRow[];
  calls: CallRow[];
}

interface MessageRow {
  id: string;
  sender: "customer" | "ai" | "employee";
  turnId: string | null;
  /** A bot's message comes without header and footer. The choice of an option comes as the option's value. */
  text: string;
  interactive?: Interactive | null;
  files: ModelFile[];
}

interface CallRow {
  id: string;
  /** The customer's message that the calling turn answered. */
  messageId: string;
  /** The current turn delivers this call's late result. */
  isLate: boolean;
  name: string;
  input: Record<string, unknown>;
  result: string | null;
  /** The turn may know that the call has ended. */
  isFinished: boolean;
  /** Its turn has stopped waiting for it. */
  isDetached: boolean;
  rest: StepWait | null;
}

/**
 * Composes the conversation as a model sees it: the customer's messages, the messages that reached the customer
 * (undelivered ones are left out, CONTRACTS §2), and the calls of earlier turns. Calls of dropped turns are included, so
 * that the model does not repeat them. The history ends with the message to answer or, for a late result, with its call.
 */
export function composeHistory({ messages, calls }: HistoryRows): ModelMessage[] {
  const past = calls.toReversed();
  const exchanges = answersWhole(messages.toReversed()).map((message) => [
    message.sender === "customer" ? userMessage(message) : assistantMessage(message),
    ...past.filter((call) => !call.isLate && call.messageId === message.id).flatMap(callMessages),
  ]);
  return [...newest(exchanges), ...past.filter((call) => call.isLate).flatMap(callMessages)];
}

/** The late results that a history contains, as ids of runs. */
export function lateResultsIn(history: readonly ModelMessage[], calls: readonly CallRow[]): string[] {
  const given = new Set(history.flatMap((said) => (said.role === "tool" ? said.results.map(({ id }) => id) : [])));
  return calls.filter((call) => call.isDetached && call.isFinished && given.has(call.id)).map(({ id }) => id);
}

/** Keeps the newest messages, each with its calls, that fit into the limit; always keeps the last one. */
function newest(exchanges: ModelMessage[][]): ModelMessage[] {
  let room = HISTORY_CHARACTERS;
  const tooMuch = exchanges.findLastIndex((exchange, i) => {
    room -= exchange.reduce((sum, message) => sum + sizeOf(message), 0);
    return room < 0 && i < exchanges.length - 1;
  });
  return exchanges.slice(tooMuch + 1).flat();
}

/** The approximate size in characters. */
function sizeOf(message: ModelMessage): number {
  switch (message.role) {
    case "user":
      return (message.files ?? []).reduce((sum, file) => sum + (file.transcript?.length ?? 0), message.text.length);
    case "assistant":
      return message.text.length + message.toolCalls.reduce((sum, { input }) => sum + JSON.stringify(input).length, 0);
    case "tool":
      return message.results.reduce((sum, { result }) => sum + result.length, 0);
  }
}

/** Joins the messages of a split answer, so that the model does not start to split answers itself. */
function answersWhole(messages: MessageRow[]): MessageRow[] {
  const whole: MessageRow[] = [];
  for (const message of messages) {
    const before = whole.at(-1);
    if (message.turnId === null || before?.turnId !== message.turnId) whole.push(message);
    else {
      const text = `${before.text}\n\n${message.text}`.trim();
      whole.splice(-1, 1, { ...before, text, interactive: message.interactive ?? before.interactive });
    }
  }
  return whole;
}

function userMessage({ text, files }: MessageRow): ModelMessage {
  return { role: "user", text, ...(files.length > 0 && { files }) };
}

/** Includes the options that were offered and the values by which the model gets the customer's choice. */
function assistantMessage({ text, files, interactive = null }: MessageRow): ModelMessage {
  const sent = files.map(({ name }) => `[File sent: ${name}]`);
  const words = textWithOptions(text, interactive, { value: (value) => ` (${value})` });
  return { role: "assistant", text: [words, ...sent].filter((part) => part !== "").join("\n"), toolCalls: [] };
}

/** The position of the bot's last message before the message to answer; 0 if the bot keeps the whole history. */
const lastSpoken = sql`(
  select coalesce(max(s.seq), 0) from messages s
  where window_of.kind <> 'all' and s.conversation_id = t.conversation_id and s.seq < window_of.asked
    and s.sender = 'ai' and s.delivery in ('none', 'delivered')
)`;

/**
 * How far a turn's history reaches back (server/schemas/bot-behaviour.ts), as a lateral row of a query over `turns t`,
 * `conversations c`, `channels h`, `bots b`, the message `asked` and the running version `v`. The history has the messages
 * after `since_seq` that were written after `since`, and always those after `spoken`, which are unanswered.
 */
export const historyWindow: SQL = sql`
  select window_of.asked, ${lastSpoken} as spoken,
    case window_of.kind
      when 'off' then ${lastSpoken}
      when 'messages' then (
        select coalesce(min(n.seq), 0) - 1 from (
          select m.seq from messages m
          where m.conversation_id = t.conversation_id and not m.is_control and m.delivery in ('none', 'delivered')
            and (not ${isAnswer} or m.seq <= window_of.asked)
          order by m.seq desc limit (window_of.history ->> 'count')::int
        ) n
      )
      else 0
    end as since_seq,
    case window_of.kind
      when 'minutes' then t.started_at - (window_of.history ->> 'minutes')::int * interval '1 minute'
      else '-infinity'
    end as since
  from (
    select coalesce(kept ->> 'kind', 'all') as kind, kept as history, asked.seq as asked
    from (select case when h.runs_draft then b.behaviour else v.behaviour end -> 'history' as kept) k
  ) window_of`;

/**
 * Whether turn `t` may have the result of run `r` in its history. A late result that was stored after the start of a
 * durable turn is left to a turn of its own, so that the customer is told once.
 */
const isKnown = sql`(
  r.detached_at is null or r.id is not distinct from t.action_run_id or t.known_results is null
  or t.known_results ? r.id
)`;

/**
 * The history's rows as JSON columns of a query over `turns t` with its window `w`, so that a turn and its history take
 * one round trip. Without the fence (`offset 0`), the planner may read all runs while it has no statistics.
 */
export const historyColumns: SQL = sql`
  (
    select coalesce(json_agg(shown), '[]') from (
      select m.id, m.sender, m.turn_id as "turnId", coalesce(m.meaning, m.bare_text, m.text) as text, m.interactive, coalesce((
        select json_agg(
          json_build_object('id', f.id, 'name', f.name, 'mimeType', f.mime_type, 'sizeBytes', f.size_bytes,
            'durationSeconds', f.duration_seconds, 'transcript', f.transcript,
            'transcriptionError', f.transcription_error)
          order by carried.position
        )
        from message_files carried join files f on f.id = carried.file_id
        where carried.message_id = m.id and f.workspace_id = m.workspace_id
      ), '[]') as files
      from messages m
      where m.conversation_id = t.conversation_id
        and (not ${isAnswer} or m.seq <= w.asked) and not m.is_control
        and m.delivery in ('none', 'delivered')
        and (m.seq > c.context_cleared_seq or m.id = t.message_id)
        and (m.seq > w.spoken or m.seq > w.since_seq and m.created_at > w.since)
      order by m.seq desc limit ${HISTORY_LIMIT}
    ) shown
  ) as messages,
  (
    select coalesce(json_agg(made), '[]') from (
      select r.id, past.message_id as "messageId", r.id is not distinct from t.action_run_id as "isLate",
        r.definition ->> 'functionName' as name, r.arguments as input, r.result,
        r.finished_at is not null and ${isKnown} as "isFinished", r.detached_at is not null as "isDetached",
        (
          select s.rest from action_step_runs s
          where s.run_id = r.id and s.status = 'waiting' order by s.position desc limit 1
        ) as rest
      from turns past cross join lateral (select * from action_runs where turn_id = past.id offset 0) r
      where past.conversation_id = t.conversation_id and past.id <> t.id and r.parent_run_id is null
        and (r.status in ('succeeded', 'failed') or r.detached_at is not null)
      order by r.created_at desc limit ${HISTORY_LIMIT}
    ) made
  ) as calls`;

/** The messages of a call and its result. An unfinished call gets a result that says that it is still running. */
function callMessages({ id, name, input, rest, ...call }: CallRow): ModelMessage[] {
  const result = call.isFinished ? (call.result ?? "") : stillUnderWay(rest, true);
  return [
    { role: "assistant", text: "", toolCalls: [{ id, name, input }] },
    { role: "tool", results: [{ id, name, result }] },
  ];
}
