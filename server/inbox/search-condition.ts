import { type SQL, sql } from "drizzle-orm";
import { searchableNames, searchableText } from "@/db/schema/search-columns";

/** More words make a search no better. */
const MOST_WORDS = 8;

/** What a search asks of messages (`m`) and of conversations (`c`), for their GIN indexes. */
export interface SearchCondition {
  message: SQL;
  conversation: SQL;
}

/** Reads a search as people type it; null when it has no word. Each word may be the beginning of one. */
export function searchCondition(workspaceId: string, search: string): SearchCondition | null {
  const found = search.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const words = found.slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  const own = sql`${quoted(workspaceId)}::tsquery`;
  const asWords = sql`to_tsquery('simple', ${words.map((word) => `${quoted(word)}:*`).join(" & ")})`;
  const digits = phoneDigits(search);
  const asPhone = digits && [`'tel:${digits}':*`, `'let:${[...digits].toReversed().join("")}':*`].join(" | ");
  const asNames = asPhone === null ? asWords : sql`(${asWords} || ${asPhone}::tsquery)`;
  return {
    message: sql`${searchableText(textOfM)} @@ (${own} && ${asWords})`,
    conversation: sql`${searchableNames(namesOfC)} @@ (${own} && ${asNames})`,
  };
}

const textOfM = { workspaceId: sql`m.workspace_id`, text: sql`m.text` };

const namesOfC = {
  workspaceId: sql`c.workspace_id`,
  clientName: sql`c.client_name`,
  clientPhone: sql`c.client_phone`,
  externalChatId: sql`c.external_chat_id`,
};

/** Fewer digits are in too many numbers to find one by. */
const FEWEST_DIGITS = 3;

/** The digits of what can only be a part of a phone number. */
function phoneDigits(search: string): string | null {
  if (!/^[\d\s()+./-]+$/.test(search)) return null;
  const digits = search.replaceAll(/\D/g, "");
  return digits.length >= FEWEST_DIGITS ? digits : null;
}

/** A word of a tsquery. It has letters, digits and `_` alone, so nothing in it needs escaping. */
function quoted(word: string): string {
  return `'${word}'`;
}
