import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/*
 * The expressions that the GIN indexes contain. A query uses an index only through the identical expression. The
 * workspace is a separate word in each, so that a search never reads other workspaces' entries; no extension is needed.
 * `search_folded(text)` and `search_words(text)` are functions of the migration `search_words`. An index stores their
 * results, so a changed function needs a new name and new indexes.
 */

/** A message's words, and its workspace. */
export function searchableText(t: { workspaceId: SQLWrapper; text: SQLWrapper }): SQL {
  return sql`(${words(t.text)} || array_to_tsvector(array[${t.workspaceId}]))`;
}

interface NameColumns {
  workspaceId: SQLWrapper;
  clientName: SQLWrapper;
  clientPhone: SQLWrapper;
  externalChatId: SQLWrapper;
}

/** The words of a customer's name and chat id, the digits of the phone number from both ends, and the workspace. */
export function searchableNames({ workspaceId, clientPhone, ...named }: NameColumns): SQL {
  const digits = sql`regexp_replace(coalesce(${clientPhone}, ''), '[^0-9]', '', 'g')`;
  return sql`(${words(namesText(named))} || array_to_tsvector(array[${workspaceId}, 'tel:' || ${digits}, 'let:' || reverse(${digits})]))`;
}

/** A customer's name and chat id as one text. */
export function namesText({ clientName, externalChatId }: Pick<NameColumns, "clientName" | "externalChatId">): SQL {
  return sql`coalesce(${clientName}, '') || ' ' || ${externalChatId}`;
}

/** How many characters of a text are searchable: PostgreSQL accepts at most 1 MB of words. */
const MAX_SEARCHED_CHARACTERS = 20_000;

/** The words of a folded text; in scripts without spaces, each letter too. */
function words(text: SQLWrapper): SQL {
  return sql`search_words(${folded(sql`left(${text}, ${sql.raw(String(MAX_SEARCHED_CHARACTERS))})`)})`;
}

/** A text normalised for search: lower case, without accents, punctuation as spaces. */
export function folded(text: SQLWrapper): SQL {
  return sql`search_folded(${text})`;
}
