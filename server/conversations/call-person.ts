import { and, eq } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { channels, conversations } from "@/db/schema/conversations";
import { announceEvents } from "@/server/events/publish/announce-events";
import { notify } from "@/server/notifications/notify";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import { handOff } from "./answering/hand-off";

export interface PersonCall {
  workspaceId: string;
  conversationId: string;
  reason: string;
  turnId: string | null;
  /** Identifies this call: repetitions with the same key send one notification. */
  sourceKey: string;
}

/** The result that the calling model gets. The offline model repeats what follows "Tell the customer that". */
export const PEOPLE_HAVE_IT = "Tell the customer that a person has this conversation now and will answer here.";

/** Hands a conversation off to people and notifies them, in one transaction. The test chat sends no notifications. */
export async function callPerson({ sourceKey, ...call }: PersonCall): Promise<void> {
  const { workspaceId, conversationId, reason } = call;
  const events = await db.transaction(async (tx) => {
    await handOff({ ...call, cause: "action" }, tx);
    return notifyPeople(tx, { workspaceId, conversationId, reason, sourceKey });
  });
  announceEvents(workspaceId);
  await dispatch(events);
}

/**
 * Hands a conversation off to people because its customer asked for it, and notifies them. Does nothing if people have
 * it already.
 * @returns Whether the bot had it until now.
 */
export async function askForPerson(scope: { workspaceId: string; conversationId: string }): Promise<boolean> {
  const reason = "The customer asked for a person.";
  const { isHandedOff, events } = await db.transaction(async (tx) => {
    const by = { actor: "customer" as const };
    const changed = await handOff({ ...scope, reason, turnId: null, cause: "action", by }, tx);
    return { isHandedOff: changed, events: changed ? await notifyPeople(tx, { ...scope, reason }) : [] };
  });
  announceEvents(scope.workspaceId);
  await dispatch(events);
  return isHandedOff;
}

interface Call {
  workspaceId: string;
  conversationId: string;
  reason: string;
  sourceKey?: string;
}

async function notifyPeople(tx: Transaction, { reason, ...call }: Call): Promise<OutboxEvent[]> {
  const [where] = await tx
    .select({ botId: channels.botId, runsDraft: channels.runsDraft })
    .from(conversations)
    .innerJoin(channels, eq(channels.id, conversations.channelId))
    .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, call.conversationId)));
  if (!where || where.runsDraft) return [];
  const { botId } = where;
  return notify(tx, { ...call, botId, kind: "person_called", title: "A customer needs a person", body: reason });
}
