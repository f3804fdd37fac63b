import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { folded, namesText, searchableNames, searchableText } from "@/db/schema/search-columns";
import { tellsContacts, wordsWithoutContacts } from "@/server/accounts/access/tells-contacts";
import { storableText } from "@/server/text/storable-text";
import type { ServiceContext } from "@/server/service-context";
import { phoneSearch } from "./phone-search";

/** Further words of a search are ignored. */
const MOST_WORDS = 8;

/** The conditions of a search on messages (`m`) and conversations (`c`), which use their GIN indexes. */
export interface SearchCondition {
  /** The words, folded: a word of a text matches if it begins with one of them. */
  words: string[];
  message: SQL;
  conversation: SQL;
}

/**
 * Parses a search as people type it. Returns null if it has no words. A word matches the beginning of words or, in scripts
 * without spaces, any part of a text.
 */
export async function searchCondition(
  { workspaceId, hidesContacts }: Pick<ServiceContext, "workspaceId" | "hidesContacts">,
  search: string,
): Promise<SearchCondition | null> {
  const typed = storableText(search);
  const [row] = await db.execute<{ folded: string }>(sql`select ${folded(sql`${typed}::text`)} as folded`);
  const words = row?.folded.match(/[\p{L}\p{N}\p{M}]+/gu)?.slice(0, MOST_WORDS) ?? [];
  if (words.length === 0) return null;
  const pieces = words.flatMap((word) => word.match(RUNS) ?? []);
  const own = sql`${quoted(workspaceId)}::tsquery`;
  const asWords = sql`to_tsquery('simple', ${pieces.map(asQuery).join(" & ")})`;
  const asPhone = phoneSearch(typed);
  const asNames = asPhone === null ? asWords : sql`(${asWords} || ${asPhone}::tsquery)`;
  return {
    words: pieces,
    message: and(sql`${searchableText(textOfM)} @@ (${own} && ${asWords})`, together(textOfM.text, pieces)),
    conversation: and(sql`${searchableNames(namesOfC)} @@ (${own} && ${asNames})`, [
      ...together(namesText(namesOfC), pieces),
      ...(hidesContacts ? [tellsNothing(pieces, asWords)] : []),
    ]),
  };
}

/** A further condition for members from whom contact data is hidden: nobody is found by parts of it. */
function tellsNothing(pieces: string[], asWords: SQL): SQL {
  return pieces.some(tellsContacts) ? sql`false` : sql`${wordsWithoutContacts} @@ ${asWords}`;
}

/** The same condition in a form for which the planner does not use an index. */
export function withoutIndex(condition: SQL): SQL {
  return sql`(${condition}) is true`;
}

const textOfM = { workspaceId: sql`m.workspace_id`, text: sql`m.text` };

const namesOfC = {
  workspaceId: sql`c.workspace_id`,
  clientName: sql`c.client_name`,
  clientPhone: sql`c.client_phone`,
  externalChatId: sql`c.external_chat_id`,
};

/** The letters that `search_words` indexes as single words: Thai, Lao, Burmese, Khmer, Japanese, Chinese. */
const SPACELESS =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const RUNS = new RegExp(`[${SPACELESS}]+|[^${SPACELESS}]+`, "gu");
const SPACELESS_RUN = new RegExp(`^[${SPACELESS}]`, "u");

function asQuery(piece: string): string {
  if (!SPACELESS_RUN.test(piece)) return `${quoted(piece)}:*`;
  return [...new Set(piece)].map(quoted).join(" & ");
}

/** The index only contains which letters a text has; `like` checks that they are adjacent. */
function together(text: SQL, pieces: string[]): SQL[] {
  const runs = pieces.filter((piece) => SPACELESS_RUN.test(piece) && [...piece].length > 1);
  return runs.map((run) => sql`${folded(text)} like ${`%${run}%`}`);
}

function and(first: SQL, more: SQL[]): SQL {
  return sql`(${sql.join([first, ...more], sql` and `)})`;
}

/** Quotes a word of a tsquery. It consists of letters, digits and `_`, so nothing needs escaping. */
function quoted(word: string): string {
  return `'${word}'`;
}
