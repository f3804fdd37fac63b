import { type SQL, sql } from "drizzle-orm";
import type { Slots } from "@/db/statement";
import { fileOf } from "@/server/events/recording/message-sql";
import { receivedEvent } from "@/server/events/recording/received-event";
import { sentEvents } from "@/server/events/recording/sent-event";
import { newId } from "@/server/ids";
import { mapStrings } from "@/server/text/map-strings";
import { storableText } from "@/server/text/storable-text";
import type { LoadedTurn } from "../context/load-turn";
import type { TurnResult } from "../turn-result";
import type { Reply } from "./compose-replies";
import { describeAnswer } from "./describe-answer";

/** What the statement that ends a turn records for endpoints and the feed. */
export type RecordedValues = ReturnType<typeof recordedValues>;

/** @param stop The hand-off that follows in the same transaction. */
export function recordedValues(turn: LoadedTurn, result: TurnResult, replies: Reply[], stop: { cause: string } | null) {
  return {
    /** JSON. */
    answered: JSON.stringify(mapStrings(describeAnswer(turn, result, replies), storableText)),
    handsOff: stop?.cause ?? null,
    receivedEventId: newId("event"),
    sentEventId: newId("event"),
  };
}

type Params = Slots<
  RecordedValues & Record<"workspaceId" | "messageId" | "replies", string> & { isDelivered: boolean }
>;

/**
 * Parts of a WITH clause: the customer's message with the answer of the turn, and the answer's messages if the customer's
 * page fetches them. A turn that was overtaken has not answered. If another bot is to answer instead, its turn records
 * the message.
 */
export function recordedRows(turn: Params): SQL {
  const { workspaceId, messageId } = turn;
  const isHeld = sql`exists (select from held)`;
  return sql`
    received_event as (
      ${receivedEvent({
        id: turn.receivedEventId,
        workspaceId,
        from: sql`due c join messages m on m.id = ${messageId}
          cross join (select case when ${isHeld} then ${turn.answered}::json end as answered) said`,
        where: sql`c.is_answer and not exists (select from rerun)`,
        answered: sql`said.answered`,
        handsOff: sql`case when ${isHeld} then ${turn.handsOff}::text end`,
      })}
    ), sent_event as (
      ${sentEvents({
        id: turn.sentEventId,
        workspaceId,
        from: sql`held c join reply m on m.conversation_id = c.id
          left join jsonb_to_recordset(${turn.replies}::jsonb) as composed(id text, "fileId" text) on composed.id = m.id`,
        where: sql`not ${turn.isDelivered}`,
        files: fileOf(sql`composed."fileId"`),
      })}
    )`;
}
