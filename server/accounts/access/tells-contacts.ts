import { type SQL, sql, type SQLWrapper } from "drizzle-orm";
import { searchableNames } from "@/db/schema/search-columns";

/**
 * Whether a search could tell contact data by what it finds. Members from whom it is hidden could otherwise read a number
 * or an e-mail address part by part.
 */
export function tellsContacts(search: string): boolean {
  return /[\p{N}@]/u.test(search);
}

/** A text to search in, such as a customer's name; empty if it has an e-mail address, which its words would tell. */
export function withoutAddress(text: SQLWrapper): SQL {
  return sql`case when position('@' in ${text}) = 0 then ${text} else '' end`;
}

/** The words of a customer's name and chat id that tell no contact data, in a query over `conversations c`. */
export const wordsWithoutContacts: SQL = searchableNames({
  workspaceId: sql`c.workspace_id`,
  clientName: withoutAddress(sql`c.client_name`),
  clientPhone: sql`null`,
  externalChatId: withoutAddress(sql`c.external_chat_id`),
});
