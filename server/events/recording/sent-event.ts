import { type SQL, sql } from "drizzle-orm";
import { conversationValues } from "./conversation-sql";
import { insertEvents } from "./insert-events";
import { isoTime, type PayloadSql } from "./payload-sql";

export interface SentRows {
  id: SQL;
  workspaceId: SQL;
  /** A FROM list with the conversation `c` and the message `m` of a bot or an employee. */
  from: SQL;
  where?: SQL;
  /** The files of `m` as JSON. */
  files: SQL;
}

/** Part of a WITH clause: records that messages have reached the channel, or the page that fetches them. */
export function sentEvents({ files, ...rows }: SentRows): SQL {
  return insertEvents({
    name: "message_sent",
    ...rows,
    order: sql`m.seq`,
    sourceKey: sql`'sent-' || m.id`,
    payload: { ...messageValues(files), sent_at: isoTime(sql`now()`), ...conversationValues() },
  });
}

/** Part of a WITH clause: records that messages were given up. */
export function undeliveredEvents({ files, error, attempts, ...rows }: SentRows & Record<"error" | "attempts", SQL>) {
  return insertEvents({
    name: "message_undelivered",
    ...rows,
    order: sql`m.seq`,
    // A message that is sent again has another delivery.
    sourceKey: sql`'undelivered-' || m.delivery_id || '-' || m.id`,
    payload: {
      ...messageValues(files),
      error: sql`${error}::text`,
      attempts: sql`${attempts}::int`,
      failed_at: isoTime(sql`now()`),
      ...conversationValues(),
    },
  });
}

type MessageKey = "message_id" | "sender" | "author_id" | "text" | "rich_text" | "files" | "in_reply_to" | "created_at";

function messageValues(files: SQL): Pick<PayloadSql<"message_sent">, MessageKey> {
  return {
    message_id: sql`m.id`,
    sender: sql`case m.sender when 'ai' then 'bot' else m.sender end`,
    author_id: sql`m.author_id`,
    text: sql`m.text`,
    rich_text: sql`case when m.interactive is null then '[]'::json else json_build_array(m.interactive) end`,
    files,
    in_reply_to: sql`(
      select t.message_id from turns t
      where t.id = m.turn_id and t.action_run_id is null and t.silence_rule_id is null
    )`,
    created_at: isoTime(sql`m.created_at`),
  };
}
