import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { botBehaviour } from "@/server/schemas/bot-behaviour";
import { publishBot } from "@/server/bots/publish-bot";
import { updateBot } from "@/server/bots/update-bot";
import { findWebChannel } from "@/server/channels/web/find-web-channel";
import { makeWebBot, storedMessages, type WebBot } from "@/server/channels/web/testing/web-bot";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import type { IncomingMessage, ReceivingChannel } from "@/server/conversations/receive-message";
import { storeFile } from "@/server/files/store-file";
import { png } from "@/server/files/testing/sample-files";
import { openChatTurn } from "./open-chat-turn";

/** More than the pool has connections, so that messages which need two at a time would wait for each other for ever. */
const MANY = 30;

let bot: WebBot;
let channel: ReceivingChannel;
beforeEach(async () => {
  bot = await makeWebBot();
  channel = await findWebChannel(bot.publicId);
});

/** Opens the turns of many messages at the same time. */
async function openMany(messageOf: (n: number) => Pick<IncomingMessage, "chatId" | "text" | "fileIds">) {
  const opened = await Promise.all(
    Array.from({ length: MANY }, (_, n) => {
      const message = messageOf(n);
      return openChatTurn(channel, { ...message, externalId: `${message.chatId}:m1`, sender: "customer" });
    }),
  );
  await Promise.all(opened.flatMap(({ reading, stored }) => [reading, stored]));
  return opened;
}

describe("Many messages to a chat at the same time", () => {
  it("are stored once if all are copies of one message", async () => {
    const opened = await openMany(() => ({ chatId: "visitor-1", text: "Hello" }));
    expect(opened.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(await storedMessages(bot)).toHaveLength(1);
  });

  it("are stored with their files", async () => {
    const { workspaceId } = bot.ctx;
    const files = await Promise.all(
      Array.from({ length: MANY }, (_, n) => storeFile({ workspaceId, name: `${n}.png`, bytes: png })),
    );
    const opened = await openMany((n) => ({ chatId: `visitor-${n}`, text: "", fileIds: [files[n]?.id ?? ""] }));
    expect((await Promise.all(opened.map(({ reading }) => reading))).every((row) => row !== undefined)).toBe(true);
    expect(await storedMessages(bot)).toHaveLength(MANY);
  });

  it("are all handed off to people if each calls for a person", async () => {
    const behaviour = botBehaviour.parse({ interception: { stopPhrases: ["operator"] } });
    await updateBot(bot.ctx, { botId: bot.botId, behaviour });
    await publishBot(bot.ctx, bot.botId);
    await openMany((n) => ({ chatId: `visitor-${n}`, text: "operator" }));
    const rows = await db.select().from(conversations).where(eq(conversations.botId, bot.botId));
    expect(rows.map(({ handledBy }) => handledBy)).toEqual(Array.from({ length: MANY }, () => "person"));
  });
});
