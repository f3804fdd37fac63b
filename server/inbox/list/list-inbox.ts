import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import type { conversations, messages } from "@/db/schema/conversations";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText, moment } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import type { listInput } from "../schema";
import { stopOf } from "../thread/stop-of";
import { type Reminder, reminderColumn } from "../reminders/reminder-column";
import { findHits, type Hit } from "./find-hits";
import { type SearchCondition, searchCondition, withoutIndex } from "./search-condition";
import { filterConditions, isAmong, viewCondition } from "./view-conditions";

/** How many characters of the last message a row shows. */
const EXCERPT = 200;

type ConversationColumns = typeof conversations.$inferSelect;

interface Row extends Record<string, unknown> {
  id: string;
  client_name: string | null;
  client_phone: string | null;
  chat_id: string;
  source: string | null;
  status: ConversationColumns["status"];
  handled_by: ConversationColumns["handledBy"];
  handed_over_cause: ConversationColumns["handedOverCause"];
  handed_over_reason: string | null;
  assignee: { id: string; name: string; photoId: string | null } | null;
  snoozed_until: string | null;
  reminder: Reminder | null;
  tags: string[];
  unread_count: number;
  /** Has microseconds, which a Date would lose. */
  last_message_at: string;
  created_at: string;
  channel_id: string;
  channel_name: string;
  channel_kind: string;
  bot_id: string;
  bot_name: string;
  has_undelivered: boolean;
  last_sender: (typeof messages.$inferSelect)["sender"] | null;
  last_text: string | null;
  last_file_name: string | null;
}

/**
 * Lists a page of a view's conversations, the latest message first. The cursor identifies the previous page's last row,
 * so that new messages neither hide nor repeat a row. A search also finds closed and snoozed conversations in the view
 * `all`, and each row has the newest message that it finds.
 * @throws DomainError `invalid` for an invalid cursor.
 */
export async function listInbox(ctx: ServiceContext, input: z.infer<typeof listInput>) {
  requireRole(ctx, "viewer");
  const { workspaceId } = ctx;
  const { view, filter, search, cursor, limit } = input;
  const wanted = search?.trim() ? await searchCondition(ctx, search) : undefined;
  // The search has no words, only punctuation.
  if (wanted === null) return { rows: [], nextCursor: null };
  const conditions = [
    viewCondition(ctx, wanted && view === "all" ? null : view),
    ...filterConditions(workspaceId, filter),
    ...(cursor ? [before(cursor)] : []),
  ];
  const { rows, hits } = wanted
    ? await find({ workspaceId, conditions, limit }, wanted)
    : { rows: await page(conditions, limit), hits: new Map<string, Hit>() };
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map((row) => ({ ...toRow(row), hit: hits.get(row.id) ?? null })),
    nextCursor: last ? `${last.last_message_at}|${last.id}` : null,
  };
}

/** The text of a row's last message; for a message without text, the first label of its options. */
const lastText = sql`coalesce(nullif(last.text, ''), last.interactive #>> '{cards,0,title}',
  last.interactive #>> '{buttons,0,label}', last.interactive #>> '{quick_replies,0,label}', last.text)`;

function page(conditions: SQL[], limit: number): Promise<Row[]> {
  return db.execute<Row>(sql`
    with listed as materialized (
      select c.* from conversations c where ${sql.join(conditions, sql` and `)}
      order by c.last_message_at desc, c.id desc limit ${limit}
    )
    select c.id, c.client_name, c.client_phone, c.external_chat_id as chat_id, c.source, c.status, c.handled_by,
      c.handed_over_cause, c.handed_over_reason,
      (select json_build_object('id', u.id, 'name', u.name, 'photoId', u.photo_id) from users u where u.id = c.assignee_id) as assignee,
      ${isoMicros(sql`c.snoozed_until`)} as snoozed_until, ${reminderColumn} as reminder, c.tags, c.unread_count, ${isoMicros(sql`c.last_message_at`)} as last_message_at,
      ${isoMicros(sql`c.created_at`)} as created_at,
      h.id as channel_id, h.name as channel_name, h.kind as channel_kind, b.id as bot_id, b.name as bot_name,
      exists (
        select from messages m
        where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.delivery = 'undelivered'
      ) as has_undelivered,
      last.sender as last_sender, left(${lastText}, ${EXCERPT}) as last_text, f.name as last_file_name
    from listed c
    join channels h on h.id = c.channel_id
    join bots b on b.id = c.bot_id
    left join lateral (
      select m.* from messages m where m.conversation_id = c.id order by m.seq desc limit 1
    ) last on true
    left join message_files carried on carried.message_id = last.id and carried.position = 0
    left join files f on f.id = carried.file_id and f.workspace_id = c.workspace_id
    order by c.last_message_at desc, c.id desc`);
}

/** The conversations to choose a page from. */
interface Wanted {
  workspaceId: string;
  conditions: SQL[];
  limit: number;
}

/** Searches with more matches than this scan the newest conversations instead of using the index. */
const INDEX_LIMIT = 5000;
/** How many conversations such a search scans. */
const SCAN_LIMIT = 1000;

/**
 * Finds the newest matches. Rare words are looked up in the index and the matches sorted. For frequent words, scanning
 * the newest conversations finds a page sooner.
 */
async function find(wanted: Wanted, search: SearchCondition) {
  const isFew = await isRare(search);
  const rows = await (isFew ? findInIndex(wanted, search) : scan(wanted, search));
  return { rows, hits: await findHits(rows, search, isFew) };
}

function findInIndex({ conditions, limit }: Wanted, search: SearchCondition): Promise<Row[]> {
  const found = isAmong(sql`
    select m.conversation_id from messages m where ${search.message}
    union select c.id from conversations c where ${search.conversation}`);
  return page([...conditions, found], limit);
}

async function scan(wanted: Wanted, search: SearchCondition): Promise<Row[]> {
  const { workspaceId, conditions, limit } = wanted;
  const among = sql`c.id in (
      select c.id from (
        select c.* from conversations c where ${sql.join(conditions, sql` and `)}
        order by c.last_message_at desc, c.id desc limit ${SCAN_LIMIT}
      ) c
      where exists (select from messages m where m.conversation_id = c.id and ${withoutIndex(search.message)})
        or ${withoutIndex(search.conversation)}
      order by c.last_message_at desc, c.id desc limit ${limit}
    )`;
  const newest = await page([among, sql`c.workspace_id = ${workspaceId}`], limit);
  return newest.length === limit ? newest : findInIndex(wanted, search);
}

async function isRare(search: SearchCondition): Promise<boolean> {
  const [row] = await db.execute<{ found: number }>(sql`
    select count(*)::int as found from (
      (select from messages m where ${search.message} limit ${INDEX_LIMIT})
      union all (select from conversations c where ${search.conversation} limit ${INDEX_LIMIT})
    ) found`);
  return (row?.found ?? 0) < INDEX_LIMIT;
}

const cursorParts = z.tuple([moment, idText.min(1)]);

function before(cursor: string): SQL {
  const parsed = cursorParts.safeParse(cursor.split("|"));
  if (!parsed.success) throw new DomainError("invalid", "cursor must be the nextCursor of an earlier answer.");
  const [at, id] = parsed.data;
  return sql`(c.last_message_at, c.id) < (${at}::timestamptz, ${id}::text)`;
}

function isoMicros(column: SQL): SQL {
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

function toRow(row: Row) {
  const { last_sender: sender, last_text: text } = row;
  return {
    id: row.id,
    clientName: row.client_name,
    clientPhone: row.client_phone,
    chatId: row.chat_id,
    source: row.source,
    channel: { id: row.channel_id, name: row.channel_name, kind: row.channel_kind },
    bot: { id: row.bot_id, name: row.bot_name },
    state: row.status === "closed" ? ("closed" as const) : row.handled_by,
    stop: stopOf({ handledBy: row.handled_by, cause: row.handed_over_cause, reason: row.handed_over_reason }),
    assignee: row.assignee,
    /** When its snooze ends, or ended. */
    snoozedUntil: row.snoozed_until,
    reminder: row.reminder,
    hasUndelivered: row.has_undelivered,
    tags: row.tags,
    unread: row.unread_count,
    lastMessage: sender === null ? null : { sender, text: text ?? "", fileName: row.last_file_name },
    lastMessageAt: row.last_message_at,
    createdAt: row.created_at,
  };
}
