import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { channels, conversations } from "@/db/schema/conversations";
import { listMessages, MESSAGE_PAGE, type VisibleMessage } from "@/server/conversations/list-messages";
import { chooseTexts, type TextSettings } from "@/server/schemas/widget/choose-texts";
import { webChannelSettings } from "../../settings";
import { composeTranscript } from "./compose-transcript";

/** More pages are left out, to limit the work of one request. */
const MOST_PAGES = 25;

export interface TranscriptStyle {
  /** The language of the labels, as a tag; null for the channel's. */
  language: string | null;
  /** IANA name. */
  timeZone: string;
}

/** Returns what a conversation's visitor sees of it as plain text. */
export async function readTranscript(
  conversationId: string,
  settings: TextSettings,
  { language, timeZone }: TranscriptStyle,
): Promise<string> {
  const messages: VisibleMessage[] = [];
  let cursor: number | null = 0;
  for (let read = 0; read < MOST_PAGES; read++) {
    const page = await listMessages(conversationId, { after: cursor });
    messages.push(...page.messages);
    cursor = page.cursor;
    if (page.messages.length < MESSAGE_PAGE) break;
  }
  return composeTranscript(messages, chooseTexts(settings, language), timeZone);
}

/** Reads the settings of a conversation's channel; null if the conversation no longer exists. */
export async function settingsOf(conversationId: string): Promise<TextSettings | null> {
  const [row] = await db
    .select({ settings: channels.settings })
    .from(conversations)
    .innerJoin(channels, eq(channels.id, conversations.channelId))
    .where(eq(conversations.id, conversationId));
  return row ? webChannelSettings.parse(row.settings) : null;
}
