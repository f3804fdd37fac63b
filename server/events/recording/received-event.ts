import { type SQL, sql } from "drizzle-orm";
import type { EventPayload } from "@/server/schemas/events/event-catalogue";
import { botLanguage, conversationUrl, platform, sessionId } from "./conversation-sql";
import { insertEvents } from "./insert-events";
import { filesOf } from "./message-sql";
import { isoTime, literal, type PayloadSql } from "./payload-sql";

/** What a turn found out about a message and answered. */
export type Answered = Pick<
  EventPayload<"message_received">,
  | "intent"
  | "intent_slug"
  | "intent_id"
  | "confidence"
  | "confidence_threshold"
  | "custom_entities"
  | "alternatives"
  | "understood"
  | "understood_nlu"
  | "never_trained"
  | "state_id"
  | "state_name"
  | "answer"
  | "end_session"
  | "rich_text"
  | "has_webhook_integration"
  | "nlu_model"
>;

export interface ReceivedRows {
  id: SQL;
  workspaceId: SQL;
  /** A FROM list with the conversation `c` and the customer's message `m`. */
  from: SQL;
  where?: SQL;
  /** An `Answered` as JSON; null if no turn has answered. */
  answered: SQL;
  /** The cause of the hand-off that follows the answer in the same transaction; null for none. */
  handsOff?: SQL;
}

/** Part of a WITH clause: records that a customer's message was received and how it was answered. */
export function receivedEvent({ answered, handsOff = sql`null::text`, ...rows }: ReceivedRows): SQL {
  return insertEvents({
    name: "message_received",
    ...rows,
    sourceKey: sql`'received-' || m.id`,
    payload: { ...fixedValues, ...answerValues(answered), ...messageValues(answered, handsOff) },
  });
}

/** A person is wanted, but none has taken over by writing. */
const WANTED = sql`('control_phrase', 'action', 'limit', 'failure')`;

function messageValues(answered: SQL, handsOff: SQL): Omit<PayloadSql<"message_received">, keyof Answered | FixedKey> {
  const cause = sql`coalesce(case when c.handled_by = 'person' then c.handed_over_cause end, ${handsOff})`;
  return {
    input: sql`m.text`,
    user_id: sql`c.external_chat_id`,
    platform,
    muted: sql`c.handled_by = 'person' or ${handsOff} is not null`,
    need_help: sql`coalesce(${cause} in ${WANTED}, false)`,
    handover_category_name: cause,
    payload: sql`case when m.meaning is null then '{}'::json else json_build_object('value', m.meaning) end`,
    lang: botLanguage(),
    skill_id: sql`c.bot_id`,
    input_type: inputType,
    client_id: sql`c.workspace_id`,
    master_bot: sql`nullif(h.bot_id, c.bot_id)`,
    client_session_id: sessionId,
    first_client_session_id: sessionId,
    is_simulator: sql`h.runs_draft`,
    total_processing_time: sql`
      case when ${answered} is not null
        then greatest(0, round(extract(epoch from clock_timestamp() - m.created_at) * 1000))::int end`,
    message_id: sql`m.id`,
    conversation_id: sql`c.id`,
    conversation_url: conversationUrl(),
    channel_id: sql`c.channel_id`,
    files: filesOf(sql`m.id`),
    received_at: isoTime(sql`m.created_at`),
  };
}

function answerValues(answered: SQL): Pick<PayloadSql<"message_received">, keyof Answered> {
  const said = (key: keyof Answered) => sql`(${answered} -> ${literal(key)})`;
  return {
    intent: said("intent"),
    intent_slug: said("intent_slug"),
    intent_id: said("intent_id"),
    confidence: said("confidence"),
    confidence_threshold: said("confidence_threshold"),
    custom_entities: sql`coalesce(${said("custom_entities")}, '{}')`,
    alternatives: sql`coalesce(${said("alternatives")}, '[]')`,
    understood: said("understood"),
    understood_nlu: said("understood_nlu"),
    never_trained: said("never_trained"),
    state_id: sql`coalesce(${answered} ->> 'state_id', (${place}).interaction_id)`,
    state_name: sql`coalesce(${answered} ->> 'state_name', (
      select i.definition ->> 'name' from interactions i where i.id = (${place}).interaction_id
    ))`,
    answer: said("answer"),
    end_session: said("end_session"),
    rich_text: sql`coalesce(${said("rich_text")}, '[]')`,
    has_webhook_integration: said("has_webhook_integration"),
    nlu_model: sql`coalesce(${said("nlu_model")}, '{"name":null,"version":null}')`,
  };
}

/** Where the conversation was before. */
const place = sql`select p from scenario_places p where p.conversation_id = c.id`;

const inputType = sql`case when m.text <> '' then 'text' else coalesce((
  select case when f.mime_type like 'audio/%' then 'audio' when f.mime_type like 'image/%' then 'image' else 'file' end
  from message_files mf join files f on f.id = mf.file_id where mf.message_id = m.id order by mf.position limit 1
), 'text') end`;

/** What Parley does not have. */
const fixedValues = {
  corrected_input: null,
  system_entities: {},
  reprompt: null,
  no_reply_prompt: null,
  probabilistic_nlu_processing_time: null,
  rule_based_nlu_processing_time: null,
  dialog_management_processing_time: null,
  show_answer_survey: null,
  show_conversation_survey: null,
  webchat_input_place_holder: null,
  webchat_hidden_input: null,
  number_of_nounderstood: null,
  is_smartly_integration: false,
  event_name: "NEW_INPUT",
} as const satisfies Partial<PayloadSql<"message_received">>;
type FixedKey = keyof typeof fixedValues;
