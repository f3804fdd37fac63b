import { sendMail, type SendResult } from "@/server/emails/mail-transport";
import { chooseTexts } from "@/server/schemas/widget/choose-texts";
import { readTranscript, settingsOf, type TranscriptStyle } from "./read-transcript";

export interface MailedTranscript extends TranscriptStyle {
  conversationId: string;
  email: string;
}

/**
 * Sends a visitor the transcript of their conversation. Does nothing if the conversation no longer exists.
 * @param id Identifies the mail, so that receivers can detect duplicates.
 */
export async function mailTranscript(mailed: MailedTranscript, id: string): Promise<SendResult> {
  const { conversationId, email, ...style } = mailed;
  const settings = await settingsOf(conversationId);
  if (settings === null) return { ok: true };
  const text = await readTranscript(conversationId, settings, style);
  const { texts } = chooseTexts(settings, style.language);
  return sendMail({ to: email, subject: `${texts.title}: ${texts.conversation}`, text, messageId: `transcript-${id}` });
}
