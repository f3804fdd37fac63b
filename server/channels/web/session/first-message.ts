import { z } from "zod";
import { storedString } from "@/server/channels/custom/stored-string";
import type { VisitorFields } from "@/server/conversations/receive-message";
import { DomainError } from "@/server/errors";
import { fromZodError } from "@/server/http/errors/from-zod-error";
import type { Visitor } from "../chat-session";
import type { WebChannel } from "../find-web-channel";
import { findVisitorConversation, type VisitorConversation } from "./find-visitor-conversation";
import { checkContact, openQuestions } from "./pre-chat";
import { fieldsOf, visitorDetails } from "./visitor-details";

const messageDetails = visitorDetails.extend({
  consent: z.int().min(0).nullish(),
  contact: z.record(z.string(), storedString.max(1000, "The answer is longer than 1000 characters.")).nullish(),
});

/**
 * Checks what a channel asks for before the first message, and returns what the message says about its visitor, to be
 * stored with it; undefined for nothing, as with most messages. A channel that asks for nothing costs no query.
 * @throws DomainError `consent_required` without consent to the current text, `invalid` with the paths of faults.
 */
export async function fieldsOfMessage(
  channel: WebChannel,
  visitor: Visitor,
  body: unknown,
): Promise<VisitorFields | undefined> {
  const parsed = messageDetails.safeParse(body);
  if (!parsed.success) throw fromZodError(parsed.error);
  const details = parsed.data;
  const { consentVersion, preChat } = channel.settings.widget;
  if (consentVersion === 0 && preChat.length === 0) return fieldsOf(details);
  const conversation = visitor.isNew ? null : await findVisitorConversation(channel, visitor);
  const consent = newConsent(consentVersion, details.consent, conversation);
  const questions = openQuestions(preChat, { visitor, conversation, user: details.user });
  const isAsked = preChat.length > 0 && !conversation?.hasWritten;
  const contact = isAsked ? checkContact(questions, preChat, details.contact ?? {}) : {};
  return fieldsOf(details, { contact, consentVersion: consent });
}

/**
 * Returns the version that the visitor agrees to with this request, or null if it is stored or not needed.
 * @throws DomainError `consent_required`.
 */
export function newConsent(
  current: number,
  consent: number | null | undefined,
  conversation: VisitorConversation | null,
): number | null {
  if (current === 0 || conversation?.consentVersion === current) return null;
  if (consent === current) return current;
  throw new DomainError(
    "consent_required",
    `This chat asks for consent before the first message. Show the text of the session, then send "consent": ${current} with the message or the file.`,
  );
}
