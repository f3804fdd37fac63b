import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { announceEvents } from "@/server/events/publish/announce-events";
import { feedbackEvent } from "@/server/events/recording/feedback-event";
import { newId } from "@/server/ids";
import { DomainError } from "@/server/errors";
import { storableText } from "@/server/text/storable-text";
import { insertEvent } from "../change-conversation";
import { isBeforeRestart } from "./before-restart";

interface Scope {
  workspaceId: string;
  conversationId: string;
}

/** What a customer thinks of one answer of the bot (null takes it back), or of the whole conversation, from 1 to 5. */
export type Feedback = Scope & {
  /** Undefined keeps an earlier comment on the same rating. */
  comment?: string | undefined;
} & ({ messageId: string; rating: "positive" | "negative" | null } | { score: number });

interface GivenRow extends Record<string, unknown> {
  is_changed: boolean;
  is_recorded: boolean;
}

/**
 * Stores a customer's feedback, one row per answer and one for the conversation. The same feedback again has no effect,
 * unless the customer has started again in between.
 * @returns Whether anything changed.
 * @throws DomainError `not_found` when the customer sees no such answer.
 */
export async function giveFeedback(feedback: Feedback): Promise<boolean> {
  const isTakenBack = "rating" in feedback && feedback.rating === null;
  const [row] = await db.execute<GivenRow>(isTakenBack ? takeBackStatement(feedback) : giveStatement(feedback));
  if (!row) throw new DomainError("not_found", "This answer does not exist in your conversation.");
  if (row.is_recorded) announceEvents(feedback.workspaceId);
  return row.is_changed;
}

/** The conversation with the rated answer: one that the bot gave and that the customer still sees. */
function subject(feedback: Feedback): SQL {
  const messageId = "messageId" in feedback ? feedback.messageId : null;
  const answer = sql`exists (
    select from messages m
    where m.id = ${messageId}::text and m.conversation_id = c.id and m.sender = 'ai' and m.seq > c.visitor_from_seq
  )`;
  return sql`
    subject as (
      select c.*, ${messageId}::text as rated_id from conversations c
      where c.id = ${feedback.conversationId} and c.workspace_id = ${feedback.workspaceId}
        and (${messageId}::text is null or ${answer})
    )`;
}

function takeBackStatement(feedback: Feedback): SQL {
  return sql`
    with ${subject(feedback)}, gone as (
      delete from feedback f using subject where f.conversation_id = subject.id and f.message_id = subject.rated_id
      returning f.id
    )
    select exists (select from gone) as is_changed, false as is_recorded,
      (select ${announcement("conversation", sql`subject.id`, feedback.workspaceId)} from gone)
    from subject`;
}

function giveStatement(feedback: Feedback): SQL {
  const score = "score" in feedback ? feedback.score : null;
  const rating = "score" in feedback ? ratingOf(feedback.score) : feedback.rating;
  const comment = feedback.comment === undefined ? null : storableText(feedback.comment.trim()) || null;
  const isOld = isBeforeRestart({ conversationId: sql`f.conversation_id`, at: sql`f.updated_at` });
  const isSame = sql`f.rating = excluded.rating and f.score is not distinct from excluded.score and not ${isOld}`;
  const kept = feedback.comment === undefined ? sql`case when ${isSame} then f.comment end` : sql`excluded.comment`;
  // The condition reads the row as it is after waiting for another copy of this request, which then changes nothing.
  return sql`
    with ${subject(feedback)}, given as (
      insert into feedback as f (id, workspace_id, conversation_id, message_id, rating, score, comment)
      select ${newId("feedback")}, workspace_id, id, rated_id, ${rating}, ${score}::int, ${comment}::text from subject
      on conflict on constraint feedback_subject do update
        set rating = excluded.rating, score = excluded.score, comment = ${kept}, updated_at = now()
        where not (${isSame}) or f.comment is distinct from ${kept}
      returning f.*
    ), scored as (
      select subject.id, subject.workspace_id, given.score, given.comment from subject, given where given.score is not null
    ), noted as (
      ${insertEvent(sql`scored`, {
        kind: "rated",
        by: { actor: "customer" },
        text: sql`score || ' of 5' || coalesce(': ' || comment, '')`,
      })}
    ), recorded as (
      ${feedbackEvent({
        id: sql`${newId("event")}`,
        workspaceId: sql`${feedback.workspaceId}`,
        from: sql`given f join subject c on true`,
      })}
    )
    select exists (select from given) as is_changed, exists (select from recorded) as is_recorded,
      (select ${announcement("conversation", sql`subject.id`, feedback.workspaceId)} from given)
    from subject`;
}

function ratingOf(score: number): "positive" | "negative" | "neutral" {
  if (score === 3) return "neutral";
  return score > 3 ? "positive" : "negative";
}
