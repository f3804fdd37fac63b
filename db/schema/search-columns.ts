import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/*
 * What is searched in, as the GIN indexes hold it. A query finds an index only by the very same expression. The workspace
 * is a word of its own in each, so that a search never walks through other workspaces' entries; PostgreSQL's own functions
 * are enough, and no extension is needed.
 */

/** Letters of a message that are searched in: PostgreSQL takes no more than 1 MB of words. */
const SEARCHED_LETTERS = 20_000;

/** A message's words, and its workspace. */
export function searchableText(t: { workspaceId: SQLWrapper; text: SQLWrapper }): SQL {
  return sql`(${words(sql`left(${t.text}, ${sql.raw(String(SEARCHED_LETTERS))})`)} || array_to_tsvector(array[${t.workspaceId}]))`;
}

interface NameColumns {
  workspaceId: SQLWrapper;
  clientName: SQLWrapper;
  clientPhone: SQLWrapper;
  externalChatId: SQLWrapper;
}

/** The words of a customer's name and chat id, the digits of the phone from both ends, and the workspace. */
export function searchableNames({ workspaceId, clientName, clientPhone, externalChatId }: NameColumns): SQL {
  const digits = sql`regexp_replace(coalesce(${clientPhone}, ''), '[^0-9]', '', 'g')`;
  return sql`(${words(sql`coalesce(${clientName}, '') || ' ' || ${externalChatId}`)} || array_to_tsvector(array[${workspaceId}, 'tel:' || ${digits}, 'let:' || reverse(${digits})]))`;
}

/** Without punctuation, which PostgreSQL would else take for parts of addresses, numbers and compound words. */
function words(text: SQL): SQL {
  return sql`to_tsvector('simple', translate(${text}, '-_.:@/+#', '        '))`;
}
