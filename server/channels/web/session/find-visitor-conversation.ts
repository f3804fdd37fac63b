import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { conversations } from "@/db/schema/conversations";
import { photoUrl } from "@/server/accounts/profile/photo-url";
import { feedback } from "@/db/schema/feedback";
import { isBeforeRestart } from "@/server/conversations/feedback/before-restart";
import type { Visitor } from "../chat-session";
import type { WebChannel } from "../find-web-channel";
import type { Answerer } from "../protocol";

export interface VisitorConversation {
  id: string;
  /** The visitor has written in it, maybe before starting again; Welcome alone may have begun it. */
  hasWritten: boolean;
  isRestarted: boolean;
  consentVersion: number | null;
  /** The visitor's language as a tag; null if it is not known. */
  language: string | null;
  /** The visitor's rating of it since starting again, 1 to 5. */
  score: number | null;
  answeredBy: Answerer;
}

/** Returns the visitor's conversation as far as a session shows it, or null before the first message. */
export async function findVisitorConversation(
  channel: WebChannel,
  { chatId }: Visitor,
): Promise<VisitorConversation | null> {
  const [row] = await db
    .select({
      id: conversations.id,
      lastCustomerMessageId: conversations.lastCustomerMessageId,
      visitorFromSeq: conversations.visitorFromSeq,
      consentVersion: conversations.consentVersion,
      language: conversations.language,
      score: sql<number | null>`case when not ${isBeforeRestart({
        conversationId: conversations.id,
        at: feedback.updatedAt,
      })} then ${feedback.score} end`,
      ...answererColumns,
    })
    .from(conversations)
    .leftJoin(users, eq(users.id, conversations.assigneeId))
    .leftJoin(feedback, and(eq(feedback.conversationId, conversations.id), isNull(feedback.messageId)))
    .where(and(eq(conversations.channelId, channel.id), eq(conversations.externalChatId, chatId)));
  if (!row) return null;
  const { id, lastCustomerMessageId, visitorFromSeq, consentVersion, language, score } = row;
  return {
    id,
    hasWritten: lastCustomerMessageId !== null || visitorFromSeq > 0,
    isRestarted: visitorFromSeq > 0,
    consentVersion,
    language,
    score,
    answeredBy: answererOf(row),
  };
}

/** The columns that `answererOf` needs, in a query of conversations joined with their assignees. */
export const answererColumns = {
  handledBy: conversations.handledBy,
  assignee: users.name,
  assigneePhotoId: users.photoId,
};

interface AnswererRow {
  handledBy: "bot" | "person";
  assignee: string | null;
  assigneePhotoId: string | null;
}

/** Who answers, as the visitor sees it. A member who has a conversation of the bot is not shown. */
export function answererOf({ handledBy, assignee, assigneePhotoId }: AnswererRow): Answerer {
  if (handledBy === "bot" || assignee === null) return { kind: handledBy, name: null, photo_url: null };
  return { kind: handledBy, name: assignee, photo_url: photoUrl(assigneePhotoId) };
}

/** Who answers before there is a conversation. */
export const botAnswers: Answerer = { kind: "bot", name: null, photo_url: null };
