import { asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations, messages } from "@/db/schema/conversations";
import { conversationEvents } from "@/db/schema/inbox";
import { makeMember, makeUser, makeWorkspace } from "@/db/testing/factories";
import { makeCustomChannel, type TestChannel } from "@/server/channels/custom/testing/fixtures";
import { receiveMessage } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

type Caller = ReturnType<typeof createTestCaller>["inbox"];

export interface TestInbox {
  channel: TestChannel;
  workspaceId: string;
  /** Ada, an operator. */
  adaId: string;
  bobId: string;
  ada: Caller;
  bob: Caller;
  /** A member with the viewer role. */
  viewer: Caller;
  /** The owner of another workspace. */
  stranger: Caller;
  /** Receives a customer's message. */
  receive(text: string, chatId?: string): Promise<{ conversationId: string; messageId: string }>;
}

/** Creates a workspace with a custom channel and members of different roles, and a member of another workspace. */
export async function makeInbox(webhook: Parameters<typeof makeCustomChannel>[0] = {}): Promise<TestInbox> {
  const channel = await makeCustomChannel(webhook);
  const { workspaceId } = channel;
  const { userId: adaId } = await makeUser({ name: "Ada" });
  const { userId: bobId } = await makeUser({ name: "Bob" });
  const { userId: viewerId } = await makeUser({ name: "Vera" });
  await makeMember(workspaceId, "operator", adaId);
  await makeMember(workspaceId, "operator", bobId);
  await makeMember(workspaceId, "viewer", viewerId);
  const foreign = await makeWorkspace();
  const callerOf = (userId: string) => createTestCaller({ userId }).inbox;
  return {
    channel,
    workspaceId,
    adaId,
    bobId,
    ada: callerOf(adaId),
    bob: callerOf(bobId),
    viewer: callerOf(viewerId),
    stranger: callerOf(foreign.userId),
    receive: (text, chatId = "chat") =>
      receiveMessage(channel, { externalId: newId("event"), chatId, sender: "customer", text }, "durable"),
  };
}

export async function storedConversation(conversationId: string) {
  const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
  if (!row) throw new Error(`There is no conversation ${conversationId}.`);
  return row;
}

export function storedMessages(conversationId: string) {
  return db.select().from(messages).where(eq(messages.conversationId, conversationId)).orderBy(asc(messages.seq));
}

/** The events of a conversation's thread as `<actor> <kind> <text>`. */
export async function eventsOf(conversationId: string): Promise<string[]> {
  const rows = await db
    .select()
    .from(conversationEvents)
    .where(eq(conversationEvents.conversationId, conversationId))
    .orderBy(asc(conversationEvents.seq));
  return rows.map(({ kind, actor, text }) => `${actor} ${kind} ${text}`.trim());
}
