import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { makeWorkspace } from "@/db/testing/factories";
import { messages } from "@/db/schema/conversations";
import { refuse, speak, startModelServer } from "@/db/testing/model-server";
import { postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { makeWebBot, type WebBot } from "@/server/channels/web/testing/web-bot";
import { newId } from "@/server/ids";
import { getThread } from "../thread/thread";
import { translateMessage } from "./translate-message";

const GERMAN = "Wie lange dauert der Versand nach Wien, und was kostet er?";
const model = await startModelServer();

async function received(bot: WebBot) {
  const { response, done } = await postMessage(bot.publicId, { id: newId("event"), text: GERMAN });
  await readAnswer(response);
  await done;
  const [message] = await db.select().from(messages).where(eq(messages.workspaceId, bot.ctx.workspaceId));
  if (!message) throw new Error("no message");
  return message;
}

describe("A foreign message", () => {
  it("is translated by the model of the conversation's bot, and its language is known", async () => {
    const bot = await makeWebBot({ baseUrl: model.baseUrl });
    const { id: messageId, conversationId } = await received(bot);
    const { entries } = await getThread(bot.ctx, { conversationId, limit: 5 });
    expect(entries[0]).toMatchObject({ sender: "customer", language: "de" });
    model.answer((response) => speak(response, ["How long does ", "shipping take?"]));
    expect(await translateMessage(bot.ctx, { messageId, language: "en" })).toEqual({
      text: "How long does shipping take?",
    });
  });

  it("is not translated by the offline model, which says what to do", async () => {
    const bot = await makeWebBot();
    const { id: messageId } = await received(bot);
    await expect(translateMessage(bot.ctx, { messageId, language: "en" })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("Choose another model"),
    });
  });

  it("gets the reason if the model does not answer", async () => {
    const bot = await makeWebBot({ baseUrl: model.baseUrl });
    const { id: messageId } = await received(bot);
    model.answer((response) => refuse(response, 401, "No credit."));
    await expect(translateMessage(bot.ctx, { messageId, language: "en" })).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("No credit."),
    });
  });

  it("of another workspace is not found", async () => {
    const { id: messageId } = await received(await makeWebBot());
    const { ctx } = await makeWorkspace();
    await expect(translateMessage(ctx, { messageId, language: "en" })).rejects.toMatchObject({ code: "not_found" });
  });
});
