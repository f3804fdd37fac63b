import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { storableText } from "@/server/text/storable-text";
import { DomainError } from "@/server/errors";
import { changeConversation, conversationGone, type EventActor, insertEvent } from "./change-conversation";

const LONGEST_TAG = 50;
const MOST_TAGS = 50;

export interface Tagging {
  workspaceId: string;
  conversationId: string;
  tag: string;
  by: EventActor;
}

interface TagRow extends Record<string, unknown> {
  is_there: boolean;
  has_room: boolean;
}

/**
 * Adds a tag to a conversation unless it has that tag already. Returns the tag as it is stored.
 * @throws DomainError `invalid` for an empty or too long tag, `limit_exceeded` when there are 50 other tags.
 */
export async function tagConversation({ workspaceId, conversationId, tag, by }: Tagging): Promise<string> {
  const kept = storableText(tag.trim());
  if (kept === "") throw new DomainError("invalid", "The tag is empty. Give it at least one letter.");
  if (kept.length > LONGEST_TAG) {
    throw new DomainError("invalid", `A tag has at most ${LONGEST_TAG} characters; this one has ${kept.length}.`);
  }
  const [row] = await db.execute<TagRow>(sql`
    with held as materialized (
      select c.id, c.workspace_id, ${kept} = any(c.tags) as is_there, cardinality(c.tags) < ${MOST_TAGS} as has_room
      from conversations c where c.id = ${conversationId} and c.workspace_id = ${workspaceId}
      for update
    ), tagged as (
      update conversations c set tags = array_append(c.tags, ${kept})
      from held where c.id = held.id and not held.is_there and held.has_room
      returning c.id, c.workspace_id
    ), event as (
      ${insertEvent(sql`tagged`, { kind: "tagged", by, text: kept })}
    )
    select is_there, has_room, (select ${announcement("conversation", sql`id`, workspaceId)} from tagged) from held`);
  if (!row) throw conversationGone();
  if (!row.is_there && !row.has_room) {
    throw new DomainError("limit_exceeded", `This conversation has ${MOST_TAGS} tags; no more are kept.`);
  }
  return kept;
}

/** Removes a tag from a conversation. @returns Whether it had the tag. @throws DomainError `not_found`. */
export function untagConversation({ tag, by, ...scope }: Tagging): Promise<boolean> {
  return changeConversation({
    ...scope,
    set: sql`tags = array_remove(c.tags, ${tag})`,
    where: sql`${tag} = any(c.tags)`,
    event: { kind: "untagged", by, text: tag },
  });
}
