import { type SQL, sql } from "drizzle-orm";
import { conversationValues } from "./conversation-sql";
import { insertEvents } from "./insert-events";
import { isoTime } from "./payload-sql";

export interface FeedbackRows {
  id: SQL;
  workspaceId: SQL;
  /** A FROM list with the feedback `f` as it is after the change, and its conversation `c`. */
  from: SQL;
}

/** Part of a WITH clause: records that a customer rated an answer or the conversation. */
export function feedbackEvent(rows: FeedbackRows): SQL {
  return insertEvents({
    name: "feedback_received",
    ...rows,
    sourceKey: sql`null::text`,
    payload: {
      ...conversationValues(),
      message_id: sql`f.message_id`,
      rating: sql`f.rating`,
      score: sql`f.score`,
      comment: sql`f.comment`,
      received_at: isoTime(sql`f.updated_at`),
    },
  });
}
