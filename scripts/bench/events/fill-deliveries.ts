import type postgres from "postgres";

/** Each event goes to all of them. The last five fail. */
const FILLED_ENDPOINTS = 20;
const EVENTS_PER_CONVERSATION = 10;

/** What the deliveries belong to. */
interface Filled {
  workspaceId: string;
  botId: string;
  channelId: string;
}

/**
 * Fills a workspace with deliveries of events over the last 30 days, and with a tenth as many deliveries to a channel and
 * notifications. Most succeeded; each kind of failure is there, and some events are very rare.
 * @param rows The number of deliveries of events.
 */
export async function fillDeliveries(sql: postgres.Sql, filled: Filled, rows: number): Promise<void> {
  const { workspaceId } = filled;
  const events = Math.ceil(rows / FILLED_ENDPOINTS);
  const conversations = Math.ceil(events / EVENTS_PER_CONVERSATION);
  await addConversations(sql, filled, conversations);
  await addEndpoints(sql, workspaceId);
  await addEvents(sql, filled, events);
  await addEventDeliveries(sql, workspaceId);
  await addOthers(sql, filled, { count: Math.ceil(rows / 10), conversations });
  await sql`vacuum analyze`;
}

async function addConversations(sql: postgres.Sql, filled: Filled, count: number): Promise<void> {
  const { workspaceId, botId, channelId } = filled;
  await sql`
    insert into conversations (id, workspace_id, bot_id, channel_id, external_chat_id, client_name)
    select 'cnv_' || lpad(n::text, 26, '0'), ${workspaceId}, ${botId}, ${channelId}, 'chat-' || n, 'Customer ' || n
    from generate_series(1, ${count}::int) n`;
}

/** Their addresses and secrets cannot be used; nothing is sent to them. */
async function addEndpoints(sql: postgres.Sql, workspaceId: string): Promise<void> {
  await sql`
    insert into event_endpoints (id, workspace_id, name, url_sealed, url_shown, events, secret_sealed)
    select 'end_' || lpad(n::text, 26, '0'), ${workspaceId}, 'Endpoint ' || n, '', 'https://example.com/' || n,
      array['message_received'], ''
    from generate_series(1, ${FILLED_ENDPOINTS}::int) n`;
}

async function addEvents(sql: postgres.Sql, filled: Filled, count: number): Promise<void> {
  const { workspaceId, botId, channelId } = filled;
  await sql`
    insert into events (id, workspace_id, name, bot_id, channel_id, conversation_id, payload, position, created_at)
    select 'evt_' || lpad(n::text, 26, '0'), ${workspaceId},
      case when n % 10000 = 7 then 'endpoint_disabled' when n % 500 = 3 then 'bot_published'
        when n % 100 = 1 then 'escalation_requested' when n % 50 = 2 then 'message_undelivered'
        when n % 10 = 4 then 'action_succeeded' when n % 2 = 0 then 'message_sent' else 'message_received' end,
      ${botId}, ${channelId}, 'cnv_' || lpad((n / ${EVENTS_PER_CONVERSATION}::int + 1)::text, 26, '0'),
      json_build_object('n', n), nextval('event_positions'),
      now() - interval '30 days' * (1 - n::float8 / ${count}::int)
    from generate_series(1, ${count}::int) n`;
}

/** The last five endpoints answer 500, 404, 429, nothing, and 500 to every other event; one in 2,000 others waits. */
async function addEventDeliveries(sql: postgres.Sql, workspaceId: string): Promise<void> {
  await sql`
    insert into event_deliveries (id, workspace_id, endpoint_id, event_id, event_name, status, attempts,
      next_attempt_at, response_status, error, created_at, finished_at)
    select 'edl_' || lpad(row_number() over (order by created_at, endpoint_id)::text, 26, '0'), ${workspaceId},
      endpoint_id, event_id, name, case when code between 200 and 299 then 'delivered'
        when created_at > now() - interval '1 day' then 'delivering' else 'undelivered' end,
      case when code between 200 and 299 then 1 else 10 end,
      case when code not between 200 and 299 and created_at > now() - interval '1 day' then now() + interval '1 hour' end,
      nullif(code, 0), case when code not between 200 and 299 then 'The endpoint answered ' || code || '.' end,
      created_at, created_at
    from (
      select e.id as event_id, e.name, e.created_at, p.id as endpoint_id,
        case right(p.id, 2) when '20' then 500 when '19' then 404 when '18' then 429 when '17' then 0
          when '16' then case when n % 2 = 0 then 500 else 200 end
          else case when n % 2000 = 9 then 503 else 200 end end as code
      from (select *, right(id, 10)::int as n from events where workspace_id = ${workspaceId}) e
      cross join event_endpoints p where p.workspace_id = ${workspaceId}
    ) made`;
}

async function addOthers(
  sql: postgres.Sql,
  { workspaceId, channelId }: Filled,
  { count, conversations }: { count: number; conversations: number },
): Promise<void> {
  await sql`
    insert into deliveries (id, workspace_id, conversation_id, channel_id, status, attempts, created_at, finished_at)
    select 'dlv_' || lpad(n::text, 26, '0'), ${workspaceId},
      'cnv_' || lpad((n % ${conversations}::int + 1)::text, 26, '0'), ${channelId},
      case when n % 1000 = 0 then 'undelivered' else 'delivered' end, 1, at, at
    from (select n, now() - interval '30 days' * (1 - n::float8 / ${count}::int) as at
      from generate_series(1, ${count}::int) n) made`;
  await sql`
    insert into delivery_attempts (id, workspace_id, delivery_id, number, url, status, duration_ms, created_at)
    select 'att_' || right(id, 26), workspace_id, id, 1, 'https://example.com/',
      case status when 'delivered' then 200 else 500 end, 20, created_at
    from deliveries where workspace_id = ${workspaceId}`;
  await sql`
    insert into notifications (id, workspace_id, kind, title, body, created_at)
    select 'ntf_' || lpad(n::text, 26, '0'), ${workspaceId}, 'undelivered', 'A message was not delivered', '',
      now() - interval '30 days' * (1 - n::float8 / ${count}::int)
    from generate_series(1, ${count}::int) n`;
  await sql`
    insert into notification_sends (notification_id, recipient, workspace_id, status, attempts, created_at, ended_at)
    select id, 'webhook', workspace_id, 'sent', 1, created_at, created_at
    from notifications where workspace_id = ${workspaceId}`;
}
