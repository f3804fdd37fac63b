import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { type HitPart, hitExcerpt } from "./hit-excerpt";
import { type SearchCondition, withoutIndex } from "./search-condition";

/** The newest message of a conversation that a search finds. */
export interface Hit {
  messageId: string;
  seq: number;
  /** An excerpt of its text, with the words found. */
  parts: HitPart[];
}

interface HitRow extends Record<string, unknown> {
  conversation_id: string;
  id: string;
  seq: number;
  text: string;
}

/** How much of a message is read for its excerpt; as much as is searched. */
const MOST_READ = 20_000;

/**
 * Finds the newest matching message of each conversation. One that matches only by its customer's name has none.
 * @param isRare Whether few messages match; then the index finds them, else the newest messages are read first.
 */
export async function findHits(
  conversations: readonly { id: string }[],
  search: SearchCondition,
  isRare: boolean,
): Promise<Map<string, Hit>> {
  if (conversations.length === 0) return new Map();
  const ids = sql`array[${sql.join(
    conversations.map(({ id }) => sql`${id}`),
    sql`, `,
  )}]::text[]`;
  const columns = sql`m.conversation_id, m.id, m.seq::float8 as seq, left(m.text, ${MOST_READ}) as text`;
  const rows = await db.execute<HitRow>(
    isRare
      ? sql`
        select distinct on (m.conversation_id) ${columns} from messages m
        where m.conversation_id = any(${ids}) and ${search.message}
        order by m.conversation_id, m.seq desc`
      : sql`
        select hit.* from unnest(${ids}) as listed(id), lateral (
          select ${columns} from messages m
          where m.conversation_id = listed.id and ${withoutIndex(search.message)}
          order by m.seq desc limit 1
        ) hit`,
  );
  return new Map(
    rows.map(({ conversation_id: conversationId, id, seq, text }) => [
      conversationId,
      { messageId: id, seq, parts: hitExcerpt(text, search.words) },
    ]),
  );
}
