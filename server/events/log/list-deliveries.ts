import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { folded, searchableNames } from "@/db/schema/search-columns";
import { tellsContacts, wordsWithoutContacts } from "@/server/accounts/access/tells-contacts";
import { requireAllBots } from "@/server/accounts/access/require-all-bots";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { storableText } from "@/server/text/storable-text";
import type { DeliveryFilters, DeliveryKind } from "./delivery-filters";
import type { DeliveryHead } from "./heads/delivery-head";
import { readHeads } from "./heads/read-heads";
import { findEvents } from "./sources/find-events";
import { findMessages, findNotifications, findScenarioCalls } from "./sources/find-others";
import { PAGE, pageLimit, type Search, type Source } from "./sources/source";

interface Page {
  deliveries: DeliveryHead[];
  nextCursor: { createdAt: string; id: string } | null;
}

/** Lists what the workspace sends to other systems and, as e-mail, to its members: newest first, in pages of 50. */
export async function listDeliveries(ctx: ServiceContext, filters: DeliveryFilters): Promise<Page> {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  const rows = await findDeliveries(ctx, filters);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  const heads = await readHeads(ctx.workspaceId, page);
  return { deliveries: heads, nextCursor: last ? { createdAt: last.createdExactly, id: last.id } : null };
}

interface FoundRow extends Record<string, unknown> {
  kind: DeliveryKind;
  id: string;
  /** To the microsecond: JavaScript dates only have milliseconds. */
  createdExactly: string;
}

const sources: Record<DeliveryKind, Source> = {
  event: findEvents,
  message: findMessages,
  notification: findNotifications,
  scenario: findScenarioCalls,
};

async function findDeliveries(ctx: ServiceContext, filters: DeliveryFilters): Promise<FoundRow[]> {
  const { workspaceId } = ctx;
  const search = filters.search ? await findConversations(ctx, filters.search) : null;
  const chosen = filters.kind === undefined ? Object.values(sources) : [sources[filters.kind]];
  const parts = chosen.map((find) => find({ workspaceId, filters, search })).filter((part) => part !== null);
  if (parts.length === 0) return [];
  const found = await db.execute<FoundRow>(sql`
    select kind, id, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "createdExactly"
    from (${unionOf(parts)}) found order by created_at desc, id desc limit ${pageLimit}`);
  return [...found];
}

function unionOf(parts: SQL[]): SQL {
  return sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union all `,
  );
}

const CONVERSATIONS = 20;

/**
 * Finds the conversation with this id, and the newest ones whose customer's name or chat id has all of the words. Members
 * from whom contact data is hidden cannot search for what would tell it.
 */
async function findConversations(
  { workspaceId, hidesContacts = false }: ServiceContext,
  typed: string,
): Promise<Search> {
  const id = storableText(typed);
  const words = sql`plainto_tsquery('simple', ${folded(sql`${id}::text`)})`;
  const mayFind = hidesContacts ? sql`${!tellsContacts(id)} and ${wordsWithoutContacts} @@ ${words}` : sql`true`;
  const names = searchableNames({
    workspaceId: sql`c.workspace_id`,
    clientName: sql`c.client_name`,
    clientPhone: sql`c.client_phone`,
    externalChatId: sql`c.external_chat_id`,
  });
  const rows = await db.execute<{ id: string }>(sql`
    select c.id from conversations c where c.workspace_id = ${workspaceId} and c.id = ${id}
    union
    (select c.id from conversations c
    where ${names} @@ (${`'${workspaceId}'`}::tsquery && ${words}) and numnode(${words}) > 0 and ${mayFind}
      and c.workspace_id = ${workspaceId}
    order by c.last_message_at desc limit ${CONVERSATIONS})`);
  return { id, conversationIds: rows.map((row) => row.id) };
}
