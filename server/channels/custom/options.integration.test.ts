import { eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { messages } from "@/db/schema/conversations";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { updateChannel } from "@/server/channels/update-channel";
import { sayInConversation } from "@/server/conversations/send-message";
import { newId } from "@/server/ids";
import { interactive } from "@/server/messages/interactive";
import { attemptDelivery } from "@/server/channels/delivery/attempt-delivery";
import { nextBatch } from "@/server/channels/delivery/next-batch";
import { makeConversation, makeCustomChannel, type TestChannel } from "./testing/fixtures";
import { postIncoming } from "./testing/post-message";
import { sample } from "./testing/sample";

await startEventEndpoint();
const receiver = await startWebhookReceiver();
let channel: TestChannel;
let scope: { workspaceId: string; conversationId: string };
const chatId = "amazon-88120";
beforeEach(async () => {
  receiver.reset();
  channel = await makeCustomChannel({ url: receiver.origin });
  scope = await makeConversation(channel, chatId);
});

const structured = z
  .object({ new_messages: z.array(z.looseObject({ id: z.string(), text: z.string() })) })
  .parse(sample("out: new_messages with structured options"));
/** The messages of the sample, as an action's steps send them. */
const sent = structured.new_messages.map(({ id: _id, type: _type, message_sender: _sender, text, ...options }) => ({
  text,
  interactive: interactive.parse(options),
}));

async function sendAll(): Promise<void> {
  for (const message of sent) {
    await sayInConversation({ ...scope, ...message, stepCallId: newId("actionRun"), turnId: null });
  }
}

/** Sends the pending messages with the given number of attempts. */
async function deliver(attempts = 1): Promise<void> {
  const batch = await nextBatch(scope, "run");
  for (let number = 1; number <= attempts; number += 1) await attemptDelivery(batch?.deliveryId ?? "", number, "run");
}

/** The bodies of the requests, with the messages' ids replaced by those of the sample. */
async function bodies() {
  const stored = await messagesFrom("ai");
  const ids = new Map(stored.map(({ id }, i) => [id, structured.new_messages[i]?.id ?? id]));
  return receiver.requests.map(({ body }) => ({
    ...body,
    new_messages: body.new_messages.map((message) => ({ ...message, id: ids.get(message.id) ?? message.id })),
  }));
}

async function messagesFrom(sender: "customer" | "ai") {
  const rows = await db
    .select()
    .from(messages)
    .where(eq(messages.conversationId, scope.conversationId))
    .orderBy(messages.seq);
  return rows.filter((row) => row.sender === sender);
}

async function write(text: string) {
  const message = { ...sample("in: customer, least"), message_id: newId("event"), chat_id: chatId, text };
  const { status, work } = await postIncoming(channel.token, message);
  expect(status).toBe(202);
  await work();
  return (await messagesFrom("customer")).at(-1);
}

describe("Options on the custom channel", () => {
  it("are part of the text", async () => {
    await sendAll();
    await deliver();
    expect(await bodies()).toEqual([sample("out: new_messages with options")]);
  });

  it("are separate fields if the channel asks for structured messages", async () => {
    await updateChannel(channel.ctx, { channelId: channel.id, custom: { structured: true } });
    await sendAll();
    await deliver();
    expect(await bodies()).toEqual([sample("out: new_messages with structured options")]);
  });

  it("are the same on each attempt, with the same ids and webhook-id", async () => {
    receiver.respond = (_, response) => response.writeHead(receiver.requests.length === 1 ? 500 : 200).end();
    await sendAll();
    await deliver(2);
    const [first, second] = receiver.requests;
    expect(second?.body).toEqual(first?.body);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect((await messagesFrom("ai")).map(({ delivery }) => delivery)).toEqual(["delivered", "delivered", "delivered"]);
  });
});

describe("An answer to options on the custom channel", () => {
  it.each([
    ["1", "red-1"],
    ["1.", "red-1"],
    ["red", "red-1"],
    ["2)", "White"],
    ["3", null],
  ])("with the text %j selects %j", async (text, meaning) => {
    await sayInConversation({ ...scope, text: "", ...sent[0], stepCallId: newId("actionRun"), turnId: null });
    await deliver();
    expect(await write(text)).toMatchObject({ text, meaning });
  });

  it("selects nothing before the options are sent", async () => {
    await sayInConversation({ ...scope, text: "", ...sent[0], stepCallId: newId("actionRun"), turnId: null });
    expect(await write("1")).toMatchObject({ text: "1", meaning: null });
  });

  it("refers to the options of the bot's latest message", async () => {
    await sendAll();
    await sayInConversation({ ...scope, text: "Take your time.", stepCallId: newId("actionRun"), turnId: null });
    await deliver();
    expect(await write("2")).toMatchObject({ meaning: "riesling" });
    expect(await write("1")).toMatchObject({ meaning: "rioja" });
    await sayInConversation({ ...scope, text: "Thank you!", stepCallId: newId("actionRun"), turnId: null });
    const { length } = await messagesFrom("ai");
    await db
      .update(messages)
      .set({ delivery: "delivered" })
      .where(
        inArray(
          messages.id,
          (await messagesFrom("ai")).slice(length - 1).map(({ id }) => id),
        ),
      );
    expect(await write("1")).toMatchObject({ meaning: null });
  });
});

describe("Markdown on the custom channel", () => {
  const text = "See **our** [shop](https://shop.example)";

  async function answered(): Promise<void> {
    const row = {
      ...scope,
      channelId: channel.id,
      sender: "ai" as const,
      turnId: newId("turn"),
      delivery: "pending" as const,
    };
    await db.insert(messages).values({ ...row, id: newId("message"), text: `*Shop*\n\n${text}`, fixedStart: 6 });
    await deliver();
  }

  it("is sent as the model wrote it by default", async () => {
    await answered();
    expect(receiver.requests[0]?.body.new_messages).toMatchObject([{ text: `*Shop*\n\n${text}` }]);
  });

  it("is sent as plain text if the channel asks for it, except in fixed texts and people's messages", async () => {
    await updateChannel(channel.ctx, { channelId: channel.id, custom: { markdown: "plain" } });
    await sayInConversation({ ...scope, text: "**As typed**", stepCallId: newId("actionRun"), turnId: null });
    await answered();
    expect(receiver.requests[0]?.body.new_messages).toMatchObject([
      { text: "**As typed**" },
      { text: "*Shop*\n\nSee our shop (https://shop.example)" },
    ]);
  });
});
