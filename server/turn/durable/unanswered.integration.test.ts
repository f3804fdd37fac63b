import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { conversations, messages, turns } from "@/db/schema/conversations";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { makeCustomChannel, type TestChannel } from "@/server/channels/custom/testing/fixtures";
import { resumeDue } from "@/server/conversations/answering/resume-due";
import { takeBackByMember } from "@/server/conversations/answering/take-back-by-member";
import { receiveMessage } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { getInboxConversation } from "@/server/inbox/thread/get-conversation";
import { requestLostAnswers } from "./request-lost-answers";

await startEventEndpoint();

let channel: TestChannel;
beforeAll(async () => {
  channel = await makeCustomChannel();
});

interface Asked {
  conversationId: string;
  messageId: string;
}

type Turn = Pick<typeof turns.$inferInsert, "status"> & Partial<typeof turns.$inferInsert>;

/** Adds a turn for the message. @returns The turn's id. */
async function addTurn({ conversationId, messageId }: Asked, turn: Turn): Promise<string> {
  const id = newId("turn");
  await db.insert(turns).values({
    id,
    workspaceId: channel.workspaceId,
    conversationId,
    botId: channel.botId,
    messageId,
    host: "durable",
    leaseUntil: sql`now() + interval '1 hour'`,
    ...turn,
  });
  return id;
}

type NewMessage = Pick<typeof messages.$inferInsert, "sender"> & Partial<typeof messages.$inferInsert>;

async function addMessage({ conversationId }: Asked, message: NewMessage): Promise<void> {
  const { workspaceId, id: channelId } = channel;
  await db
    .insert(messages)
    .values({ id: newId("message"), workspaceId, conversationId, channelId, text: "…", ...message });
}

type State = "unanswered" | "being answered" | "answered";

const histories: [what: string, state: State, happen: (asked: Asked) => Promise<unknown>][] = [
  ["nothing has happened since", "unanswered", async () => {}],
  ["a turn answered silently", "answered", (asked) => addTurn(asked, { status: "completed" })],
  [
    "a turn failed and sent its fallback text",
    "answered",
    async (asked) => addMessage(asked, { sender: "ai", turnId: await addTurn(asked, { status: "failed" }) }),
  ],
  ["a turn failed and sent nothing", "unanswered", (asked) => addTurn(asked, { status: "failed" })],
  ["a turn was overtaken", "unanswered", (asked) => addTurn(asked, { status: "dropped" })],
  ["a turn is answering it", "being answered", (asked) => addTurn(asked, { status: "running" })],
  [
    "an action sent a message and its turn was overtaken",
    "unanswered",
    async (asked) => {
      await addTurn(asked, { status: "dropped" });
      await addMessage(asked, { sender: "ai", stepCallId: newId("actionRun") });
    },
  ],
  [
    "a late result for an earlier message was delivered",
    "unanswered",
    async (asked) => {
      const turnId = await addTurn(asked, { status: "completed", actionRunId: newId("actionRun") });
      await addMessage(asked, { sender: "ai", turnId });
    },
  ],
  ["an employee wrote", "answered", (asked) => addMessage(asked, { sender: "employee" })],
  [
    "an employee wrote a control phrase",
    "unanswered",
    (asked) => addMessage(asked, { sender: "employee", isControl: true }),
  ],
  [
    "the customer wrote a control phrase",
    "unanswered",
    (asked) => addMessage(asked, { sender: "customer", isControl: true }),
  ],
  [
    "the conversation was closed",
    "answered",
    ({ conversationId }) =>
      db.update(conversations).set({ status: "closed" }).where(eq(conversations.id, conversationId)),
  ],
];

/** Creates a conversation and lets the given history happen after the customer's newest message. */
async function ask(
  happen: (asked: Asked) => Promise<unknown>,
  changes: { handledBy: "bot" | "person" },
): Promise<Asked> {
  const message = { externalId: newId("event"), chatId: newId("event"), text: "Where is it?" } as const;
  await receiveMessage(channel, { ...message, externalId: newId("event"), sender: "employee" }, "durable");
  const asked = await receiveMessage(channel, { ...message, sender: "customer" }, "durable");
  const past = sql`now() - interval '1 minute'`;
  const { handledBy } = changes;
  await db
    .update(conversations)
    .set({ handledBy, answerCheckAt: past, resumeAt: handledBy === "person" ? past : null })
    .where(eq(conversations.id, asked.conversationId));
  await happen(asked);
  return asked;
}

describe("The customer's newest message", () => {
  it.each(histories)(
    "has the same state for the sweep, a resuming bot, members and the inbox when %s",
    async (_what, state, happen) => {
      const isOwed = state === "unanswered";
      const withBot = await ask(happen, { handledBy: "bot" });
      const swept = (await requestLostAnswers()).map(({ data }) => data["messageId"]);
      expect.soft(swept.includes(withBot.messageId), "the sweep").toBe(isOwed);

      const silent = await ask(happen, { handledBy: "person" });
      const resumed = (await resumeDue()).map(({ data }) => data["messageId"]);
      expect.soft(resumed.includes(silent.messageId), "the bot that resumes automatically").toBe(isOwed);

      const { conversationId } = await ask(happen, { handledBy: "person" });
      const { isUnanswered } = await getInboxConversation(channel.ctx, conversationId);
      const { answers } = await takeBackByMember(channel.ctx, { conversationId, answerNow: true });
      expect.soft(answers, "the member who gives the conversation back").toBe(isOwed);
      expect.soft(isUnanswered, "the inbox").toBe(state !== "answered");
    },
  );
});
