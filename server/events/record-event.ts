import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { newId } from "@/server/ids";
import type { EventName } from "@/server/schemas/events/event-names";

/** What an event is about. Endpoints filter by it. */
export interface EventSubject {
  workspaceId: string;
  botId: string | null;
  channelId: string | null;
  conversationId: string | null;
}

export interface NewEvent extends EventSubject {
  name: EventName;
  /** An `EventPayload`, with its keys in the order of the schema. */
  payload: Record<string, unknown>;
  /** Identifies the cause, such as `run-<id>`, so that an event that is recorded again is stored once. */
  sourceKey: string | null;
}

/**
 * Records an event for the endpoints and the feed of its workspace (CONTRACTS §6), if the workspace has ever used either.
 * Call `announceEvents` after the commit. Events of conversations are recorded by the statements that cause them
 * (`recording/insert-events.ts`).
 * @param on The transaction of the change that the event reports, or the database.
 */
export async function recordEvent(on: Executor, event: NewEvent): Promise<void> {
  await on.execute(insertEvent(event));
}

function insertEvent({ workspaceId, name, botId, channelId, conversationId, payload, sourceKey }: NewEvent): SQL {
  return sql`
    insert into events (id, workspace_id, name, bot_id, channel_id, conversation_id, payload, source_key)
    select ${newId("event")}, id, ${name}, ${botId}::text, ${channelId}::text, ${conversationId}::text,
      ${JSON.stringify(payload)}::json, ${sourceKey}::text
    from workspaces where id = ${workspaceId} and events_since is not null
    on conflict do nothing`;
}
