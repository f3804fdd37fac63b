import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { channels, conversations } from "@/db/schema/conversations";
import { announceEvents } from "@/server/events/publish/announce-events";
import { notify } from "@/server/notifications/notify";
import { dispatch } from "@/server/outbox/outbox";
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
    const [where] = await tx
      .select({ botId: channels.botId, runsDraft: channels.runsDraft })
      .from(conversations)
      .innerJoin(channels, eq(channels.id, conversations.channelId))
      .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversationId)));
    if (!where || where.runsDraft) return [];
    const { botId } = where;
    const notification = { kind: "person_called" as const, title: "A customer needs a person", body: reason };
    return notify(tx, { workspaceId, conversationId, botId, ...notification, sourceKey });
  });
  announceEvents(workspaceId);
  await dispatch(events);
}
