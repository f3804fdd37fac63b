import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { conversationsOf, postSession, sendWith } from "@/server/channels/web/testing/session-client";
import { makeWebBot, setWeb } from "@/server/channels/web/testing/web-bot";
import { makeInbox } from "../testing/inbox";
import { getInboxConversation } from "./get-conversation";

await startEventEndpoint();

const session = z.looseObject({ token: z.string() });
const user = { name: "Ada", email: "ada@example.com", phone: "123456" };

/** Returns what the inbox shows about the only visitor of a new bot, who says `user` after opening this session. */
async function shownAfter(body: object) {
  const bot = await makeWebBot();
  await setWeb(bot, { identitySecret: "s" });
  const { token } = session.parse(await (await postSession(bot.publicId, body)).json());
  expect((await sendWith(bot, { user }, { token })).response.status).toBe(200);
  const [stored] = await conversationsOf(bot);
  return getInboxConversation(bot.ctx, stored?.id ?? "");
}

describe("What the inbox says about a visitor's identity", () => {
  it("is the user id that the website's server has vouched for", async () => {
    const user_hash = createHmac("sha256", "s").update("user-42").digest("hex");
    const shown = await shownAfter({ user_id: "user-42", user_hash });
    expect(shown).toMatchObject({ clientEmail: "ada@example.com", visitor: { userId: "user-42" } });
  });

  it("has no user id for a visitor who only sent a name and addresses", async () => {
    const shown = await shownAfter({ user });
    expect(shown).toMatchObject({ clientName: "Ada", clientEmail: "ada@example.com", visitor: { userId: null } });
  });

  it("is missing in a channel whose details the customer's own system sends", async () => {
    const inbox = await makeInbox();
    const { conversationId } = await inbox.receive("Hello", "user-42");
    expect((await inbox.viewer.get({ conversationId })).visitor).toBeNull();
  });
});
