import { type SQL, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { announcement } from "@/db/live";
import { type Slots, statement } from "@/db/statement";
import { escalationEvent } from "@/server/events/recording/conversation-events";
import { storableText } from "@/server/text/storable-text";
import { phraseKey } from "@/server/text/phrase-key";
import { newId } from "@/server/ids";
import { clip } from "@/server/text/excerpt";
import { conversationGone, type EventActor } from "@/server/conversations/change-conversation";

/**
 * How a message changes who answers its conversation:
 * - `stop`, `resume`: the message is a phrase that stops or resumes the bot, from a customer or an employee;
 * - `pause`: an employee wrote, so people have the conversation now;
 * - `taken_back`: a customer wrote after `resume_at`, so the bot has the conversation again;
 * - `none`: no change.
 */
export type Effect = "stop" | "resume" | "pause" | "taken_back" | "none";

/** A message, its sender and where it was written. */
export interface Interception {
  text: string;
  sender: "customer" | "employee";
  by: EventActor;
  /** For example "in the channel"; empty for a customer's message. */
  where: string;
}

/** The parameters that the SQL fragments below take from a message. */
export type InterceptionValues = ReturnType<typeof interceptionValues>;

export interface EmployeeMessage {
  workspaceId: string;
  conversationId: string;
  text: string;
  /** The member who wrote in the inbox. */
  by: EventActor;
}

/**
 * Applies the bot's interception settings to an employee's message in the inbox. Call it in the message's transaction
 * before the message is stored, since `ignoreFirst` counts the stored messages.
 * @returns The effect. After `stop` and `resume`, store the message as a control phrase (`isControl`).
 * @throws DomainError `not_found`.
 */
export async function interceptByEmployee(
  { workspaceId, conversationId, text, by }: EmployeeMessage,
  on: Executor = db,
): Promise<Effect> {
  const message: Interception = { text, sender: "employee", by, where: "in the inbox" };
  const escalationId = newId("event");
  const [row] = await intercept({ workspaceId, conversationId, escalationId, ...interceptionValues(message) }, on);
  if (!row) throw conversationGone();
  return row.effect ?? "none";
}

type EmployeeValues = InterceptionValues & Record<"workspaceId" | "conversationId" | "escalationId", string>;

const intercept = statement<EmployeeValues, { effect: Effect | null }>((params) => {
  const { workspaceId, conversationId } = params;
  const conversation = sql`c.id = ${conversationId} and c.workspace_id = ${workspaceId}`;
  return sql`
    with ${verdictOn(params, conversation, sql`(select c.channel_id from conversations c where ${conversation})`)},
    intercepted as (
      update conversations c
      set ${applyVerdict(params)},
        answer_check_at = case when verdict.effect in ('stop', 'resume') then null else c.answer_check_at end
      from verdict
      where ${conversation} and verdict.effect <> 'none' returning c.*
    ), noted as (
      ${verdictEvent(params, sql`intercepted`)}
    ), escalated as (
      ${escalationEvent({
        id: params.escalationId,
        workspaceId,
        from: sql`intercepted c cross join verdict`,
        where: isEscalation,
      })}
    )
    select (select effect from verdict) as effect,
      (select ${announcement("conversation", sql`id`, workspaceId)} from intercepted)
    from before`;
});

/**
 * Parts of a WITH clause: `before` locks and reads the conversation's row, and `verdict` is the effect that the message
 * has on it. The settings are those of the conversation's bot, or of the channel's bot for a new conversation; the test
 * chat uses the draft.
 * @param conversation A condition on `conversations c`.
 * @param keys The phrases (text[]) to compare with stop and resume phrases; by default, the message's text.
 */
export function verdictOn(
  { phraseKey: key, byCustomer }: Slots<InterceptionValues>,
  conversation: SQL,
  channelId: SQL,
  keys: SQL = sql`array[${key}]::text[]`,
): SQL {
  return sql`
    before as materialized (
      select c.id, c.bot_id, c.handled_by, c.handed_over_cause, c.resume_at from conversations c
      where ${conversation} for update
    ), rules as materialized (
      select coalesce(case when h.runs_draft then b.behaviour else v.behaviour end, '{}') as behaviour
      from channels h
      join bots b on b.id = coalesce((select bot_id from before), h.bot_id)
      left join bot_versions v on v.id = b.published_version_id
      where h.id = ${channelId}
    ), verdict as materialized (
      select case
          when jsonb_exists_any(interception -> 'stopPhrases', ${keys}) then 'stop'
          when jsonb_exists_any(interception -> 'resumePhrases', ${keys}) then 'resume'
          when ${byCustomer} then
            case when b.handled_by = 'person' and b.resume_at <= now() then 'taken_back' else 'none' end
          when (interception ->> 'pauseOnEmployee')::boolean is false then 'none'
          when jsonb_exists(interception -> 'phrasesThatDoNotIntercept', ${key}) then 'none'
          when (interception ->> 'ignoreFirst')::int > (
            select count(*) from messages m where m.conversation_id = b.id and m.sender = 'employee'
          ) then 'none'
          else 'pause'
        end as effect,
        coalesce((behaviour ->> 'mergeSeconds')::int, 0) as merge_seconds,
        now() + (interception ->> 'resumeAfterMinutes')::int * interval '1 minute' as resume_at,
        b.handled_by is distinct from 'person' as bot_had_it
      from (select behaviour, behaviour -> 'interception' as interception from rules) r left join before b on true
    )`;
}

const effect = sql`(select effect from verdict)`;

/** A condition on `verdict`: the message hands the conversation off. */
export const isEscalation = sql`effect in ('stop', 'pause') and bot_had_it`;

/**
 * The SET list of an UPDATE of `conversations c` that applies the verdict. A stop phrase replaces the reason of an earlier
 * hand-off; an employee's message keeps it. Only hand-offs by an employee's message end automatically. The member who
 * wrote gets a conversation without an assignee.
 */
export function applyVerdict({ phraseReason, pauseReason, userId }: Slots<InterceptionValues>): SQL {
  return sql`
    handled_by = case when ${effect} in ('stop', 'pause') then 'person'
                      when ${effect} in ('resume', 'taken_back') then 'bot' else c.handled_by end,
    handed_over_cause = case when ${effect} = 'stop' then 'control_phrase'
                             when ${effect} = 'pause' and c.handled_by = 'bot' then 'employee'
                             when ${effect} in ('resume', 'taken_back') then null else c.handed_over_cause end,
    handed_over_reason = case when ${effect} = 'stop' then ${phraseReason}
                              when ${effect} = 'pause' and c.handled_by = 'bot' then ${pauseReason}
                              when ${effect} in ('resume', 'taken_back') then null else c.handed_over_reason end,
    handed_over_turn_id = case when ${effect} = 'none' then c.handed_over_turn_id end,
    assignee_id = case when ${effect} in ('stop', 'pause') then coalesce(c.assignee_id, ${userId}::text)
                       when ${effect} in ('resume', 'taken_back') then null else c.assignee_id end,
    resume_at = case when ${effect} = 'none' or ${effect} = 'pause' and c.handled_by = 'person'
                       and c.handed_over_cause is distinct from 'employee' then c.resume_at
                     when ${effect} = 'pause' then (select resume_at from verdict) end`;
}

/** The columns of a conversation that starts with the message, in the order of `verdictValues`. */
export const verdictColumns = sql`handled_by, handed_over_cause, handed_over_reason, resume_at`;

export function verdictValues({ phraseReason, pauseReason }: Slots<InterceptionValues>): SQL {
  return sql`
    case when ${effect} in ('stop', 'pause') then 'person' else 'bot' end,
    case ${effect} when 'stop' then 'control_phrase' when 'pause' then 'employee' end,
    case ${effect} when 'stop' then ${phraseReason} when 'pause' then ${pauseReason} end,
    case ${effect} when 'pause' then (select resume_at from verdict) end`;
}

/** Part of a WITH clause: adds the verdict's event to the thread of the conversation (`id`, `workspace_id`) in `from`. */
export function verdictEvent(params: Slots<InterceptionValues>, from: SQL): SQL {
  const { eventId, actor, userId, phraseReason, pauseReason } = params;
  return sql`
    insert into conversation_events (id, workspace_id, conversation_id, kind, actor, user_id, text)
    select ${eventId}, c.workspace_id, c.id, case when effect in ('stop', 'pause') then 'paused' else 'resumed' end,
      case when effect = 'taken_back' then 'system' else ${actor} end,
      case when effect <> 'taken_back' then ${userId}::text end,
      case effect when 'pause' then ${pauseReason} when 'taken_back' then ${TAKEN_BACK} else ${phraseReason} end
    from ${from} c, verdict
    where effect in ('stop', 'taken_back') or effect = 'pause' and bot_had_it or effect = 'resume' and not bot_had_it`;
}

/** The reason in the thread when a bot takes a conversation back automatically. */
export const TAKEN_BACK = "No employee wrote for a while, so the bot answers again.";

const LONGEST_QUOTE = 200;

export function interceptionValues({ text, sender, by, where }: Interception) {
  const who = sender === "customer" ? "The customer" : "An employee";
  return {
    phraseKey: phraseKey(text),
    byCustomer: sender === "customer",
    phraseReason: `${who} wrote “${storableText(clip(text.trim(), LONGEST_QUOTE))}”.`,
    pauseReason: `${who} wrote ${where}.`,
    eventId: newId("conversationEvent"),
    actor: by.actor,
    userId: by.actor === "user" ? by.userId : null,
  };
}
