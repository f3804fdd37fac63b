import { sql } from "drizzle-orm";
import { messages } from "@/db/schema/conversations";
import { deliveries, deliveryAttempts } from "@/db/schema/deliveries";
import { statement } from "@/db/statement";
import type { ChannelAdapter, ChannelSettings, OutgoingMessage } from "@/server/channels/contract";
import { adapterOf } from "@/server/channels/registry";
import { markdownRange, type StoredText } from "@/server/conversations/text-parts";
import { filesOfMessage } from "@/server/files/stored-file";
import { newId } from "@/server/ids";
import { fitToChannel } from "@/server/messages/fit-to-channel";
import { beginAttempt, canBegin, type Standing, standing } from "@/server/webhooks/attempt-sql";
import { type Attempt, type AttemptOutcome, makeAttempt } from "@/server/webhooks/make-attempt";
import { ANSWER_TIMEOUT_MS } from "@/server/webhooks/post-to-webhook";
import { deliveryDelays } from "@/server/webhooks/retry-schedule";
import type { SendResult } from "@/server/webhooks/send-result";
import { type DeliveryStatus, settleAttempt } from "./settle-attempt";

/** If an attempt has not ended by then, its process is presumed crashed and the attempt is repeated. */
const LEASE_SECONDS = ANSWER_TIMEOUT_MS / 1000 + 10;

const DISABLED = "The channel is disabled. Enable it, so that later messages are sent.";

const names = { open: "delivering", sent: "delivered", failed: "undelivered" } as const;

/**
 * Makes one attempt at a delivery. It reads the channel's settings each time, so that the next attempt uses a corrected
 * address.
 * @returns `lost` if this run no longer owns the conversation, or the delivery was deleted.
 */
export async function attemptDelivery(
  deliveryId: string,
  number: number,
  runId: string,
): Promise<AttemptOutcome<DeliveryStatus | "lost">> {
  const delivery = await loadDelivery(deliveryId);
  if (!delivery || delivery.owner !== runId) return { state: "lost" };
  if (delivery.status !== "delivering") return { state: delivery.status };
  return makeAttempt(attemptAt(delivery, number));
}

/** Describes an attempt at a delivery for `makeAttempt`. */
export function attemptAt(
  delivery: LoadedDelivery,
  number: number,
  adapter: ChannelAdapter = adapterOf(delivery.kind),
): Attempt<DeliveryStatus, true> {
  const { id: deliveryId, workspaceId, conversationId, channelId, enabled } = delivery;
  const settings = adapter.settings.parse(delivery.settings);
  const url = enabled ? (adapter.destination?.(settings) ?? null) : null;
  return {
    number,
    delays: deliveryDelays(),
    names,
    url,
    ids: { workspaceId, channelId, conversationId, deliveryId },
    claim: async () => {
      const id = newId("deliveryAttempt");
      const claimed = await claimAttempt({ id, workspaceId, deliveryId, number, url: url ?? "" });
      return claimed.length > 0 || null;
    },
    send: () => send(delivery, adapter, settings),
    settle: (ending) => settleAttempt(delivery, number, ending),
    read: async () => (await readStanding({ deliveryId }))[0],
  };
}

async function send(
  { id: deliveryId, enabled, chatId, messages: stored }: LoadedDelivery,
  adapter: ChannelAdapter,
  settings: ChannelSettings,
): Promise<SendResult> {
  if (!enabled) return { outcome: { kind: "stop", reason: DISABLED }, request: null };
  if (!adapter.send) throw new Error(`Nothing is sent to channels of the kind "${adapter.kind}".`);
  const shown = adapter.capabilities(settings);
  const fitted = stored.map((message) => ({
    ...message,
    ...fitToChannel({ ...message, markdown: markdownRange(message) }, shown),
  }));
  return adapter.send(settings, { deliveryId, chatId, messages: fitted });
}

export interface LoadedDelivery extends Record<string, unknown> {
  id: string;
  workspaceId: string;
  status: DeliveryStatus;
  conversationId: string;
  channelId: string;
  botId: string;
  chatId: string;
  owner: string | null;
  kind: string;
  enabled: boolean;
  settings: ChannelSettings;
  /** In the order in which they are sent. */
  messages: (OutgoingMessage & StoredText)[];
}

/** Loads a delivery with its messages and its channel; undefined if it was deleted. */
export async function loadDelivery(deliveryId: string): Promise<LoadedDelivery | undefined> {
  const [delivery] = await selectDelivery({ deliveryId });
  return delivery;
}

const selectDelivery = statement<{ deliveryId: string }, LoadedDelivery>(
  ({ deliveryId }) => sql`
    select d.id, d.workspace_id as "workspaceId", d.status, c.id as "conversationId", h.id as "channelId",
      h.bot_id as "botId", c.external_chat_id as "chatId", c.delivery_owner as owner, h.kind, h.enabled,
      h.settings,
      (
        select coalesce(json_agg(
          json_build_object('id', id, 'sender', sender, 'turnId', turn_id, 'text', text, 'fixedStart', fixed_start,
            'fixedEnd', fixed_end, 'interactive', interactive, 'files', ${filesOfMessage}) order by seq
        ), '[]')
        from ${messages} where conversation_id = c.id and delivery_id = d.id
      ) as messages
    from deliveries d
    join conversations c on c.id = d.conversation_id
    join channels h on h.id = d.channel_id
    where d.id = ${deliveryId}`,
);

type NewAttempt = Record<"id" | "workspaceId" | "deliveryId" | "url", string> & { number: number };

/** Logs the attempt when it begins. A repeated attempt keeps the entry that the crashed process wrote. */
const claimAttempt = statement<NewAttempt, { id: string }>(
  ({ id, workspaceId, deliveryId, number, url }) => sql`
    with claimed as (
      update ${deliveries} set ${beginAttempt(number, LEASE_SECONDS)}
      where id = ${deliveryId} and status = 'delivering' and ${canBegin(number)} returning 1
    )
    insert into ${deliveryAttempts} (id, workspace_id, delivery_id, number, url, duration_ms)
    select ${id}, ${workspaceId}, ${deliveryId}, ${number}, ${url}, 0 from claimed
    on conflict (delivery_id, number) do update set url = excluded.url, created_at = now()
    returning id`,
);

const readStanding = statement<{ deliveryId: string }, Standing<DeliveryStatus>>(
  ({ deliveryId }) => sql`select ${standing} from ${deliveries} where id = ${deliveryId}`,
);
