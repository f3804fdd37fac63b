import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { channels, conversations } from "@/db/schema/conversations";
import { openSession } from "@/server/channels/web/session/open-session";
import { collectLater } from "@/server/testing/collect-later";
import { webChannelSettings } from "../settings";
import { forgetWebChannel } from "../find-web-channel";
import { chatUrl, postMessage, readAnswer, toMessage } from "./chat-client";
import type { WebBot } from "./web-bot";

/** Changes the stored settings of the widget without the checks of the form. */
export async function setWidget(bot: WebBot, widget: object): Promise<void> {
  const [row] = await db.select().from(channels).where(eq(channels.id, bot.channelId));
  const settings = webChannelSettings.parse(row?.settings);
  const changed = webChannelSettings.parse({ ...settings, widget: { ...settings.widget, ...widget } });
  await db.update(channels).set({ settings: changed }).where(eq(channels.id, bot.channelId));
  forgetWebChannel(bot.publicId);
}

/** Opens a session as a browser does, and runs what the endpoint does after its response. */
export async function postSession(
  publicId: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { later, work } = collectLater();
  const request = new Request(chatUrl(publicId, "/session"), {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const response = await openSession(request, publicId, later);
  await work();
  return response;
}

/** Sends a message with more fields beside it, and reads the answer if there is one. */
export async function sendWith(
  bot: WebBot,
  more: object,
  { token, id = "m1", text = "Hello" }: { token?: string | null; id?: string; text?: string } = {},
) {
  const body = JSON.stringify({ message: toMessage({ id, text }), ...more });
  const { response, done } = await postMessage(bot.publicId, { id, text }, { token: token ?? null, body });
  if (response.ok) await readAnswer(response.clone());
  await done;
  return { response, token: response.headers.get("x-parley-visitor") };
}

/** All conversations of the bot's channel. */
export function conversationsOf(bot: WebBot) {
  return db.select().from(conversations).where(eq(conversations.channelId, bot.channelId));
}
