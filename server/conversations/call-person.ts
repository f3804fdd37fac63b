import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { channels, conversations } from "@/db/schema/conversations";
import { notify } from "@/server/notifications/notify";
import { dispatch } from "@/server/outbox/outbox";
import { handOff } from "./answering/hand-off";

export interface PersonCall {
  workspaceId: string;
  conversationId: string;
  reason: string;
  turnId: string | null;
  /** Names this call: however often it is repeated, people are told once. */
  sourceKey: string;
}

/** What the bot that called is told, in words that the offline model, which says what it is told to tell, can say too. */
export const PEOPLE_HAVE_IT = "Tell the customer that a person has this conversation now and will answer here.";

/** Gives a conversation to people and tells them so, both or neither. Nobody is told of the test chat. */
export async function callPerson({ sourceKey, ...call }: PersonCall): Promise<void> {
  const { workspaceId, conversationId, reason } = call;
  const owed = await db.transaction(async (tx) => {
    await handOff({ ...call, cause: "action" }, tx);
    const [where] = await tx
      .select({ botId: channels.botId, runsDraft: channels.runsDraft })
      .from(conversations)
      .innerJoin(channels, eq(channels.id, conversations.channelId))
      .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversationId)));
    if (!where || where.runsDraft) return [];
    const { botId } = where;
    const told = { kind: "person_called" as const, title: "A customer needs a person", body: reason };
    return notify(tx, { workspaceId, conversationId, botId, ...told, sourceKey });
  });
  await dispatch(owed);
}
