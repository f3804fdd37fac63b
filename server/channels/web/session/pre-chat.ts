import { z } from "zod";
import { DomainError, FaultList } from "@/server/errors";
import type { PreChatField } from "@/server/schemas/widget/widget-settings";
import { isVisible } from "@/server/text/visible-text";
import type { Visitor } from "../chat-session";
import { isIdentified } from "../identity";
import type { VisitorConversation } from "./find-visitor-conversation";
import type { VisitorDetails } from "./visitor-details";

interface Known {
  visitor: Visitor;
  conversation: Pick<VisitorConversation, "hasWritten"> | null;
  /** What the site's code says about the visitor. */
  user: VisitorDetails["user"];
}

/** The questions that a visitor must answer before the first message: none for a logged-in user, and only once. */
export function openQuestions(fields: readonly PreChatField[], { visitor, conversation, user }: Known): PreChatField[] {
  if (conversation?.hasWritten || isIdentified(visitor.chatId)) return [];
  const known = new Map(Object.entries(user ?? {}));
  // What the site's code says is not checked by anybody else: an invalid address answers no question.
  return fields.filter((field) => {
    const answer = known.get(field.key);
    return !answer || faultOf({ ...field, required: true }, answer) !== null;
  });
}

/**
 * Checks the answers to the questions before the chat, and returns those that are not empty.
 * @param open The questions that must be answered.
 * @param all The channel's questions; answers to others are refused.
 * @throws DomainError `invalid`, with the path `contact.<key>` of each fault.
 */
export function checkContact(
  open: readonly PreChatField[],
  all: readonly PreChatField[],
  answers: Readonly<Record<string, string>>,
): Record<string, string> {
  const faults = new FaultList();
  const given = new Map(Object.entries(answers).map(([key, answer]) => [key, answer.trim()]));
  for (const key of given.keys()) {
    if (!all.some((field) => field.key === key))
      faults.add(["contact", key], () => "The channel does not ask for this.");
  }
  for (const field of open) {
    const fault = faultOf(field, given.get(field.key) ?? "");
    if (fault) faults.add(["contact", field.key], () => fault);
  }
  if (faults.count > 0) {
    const message = "Answer the questions before the chat first: send them as contact, by their keys.";
    throw new DomainError("invalid", message, { details: faults.details, faultCount: faults.count });
  }
  return Object.fromEntries(open.flatMap(({ key }) => (given.get(key) ? [[key, given.get(key) ?? ""]] : [])));
}

const LONGEST_BY_KEY: Readonly<Record<string, number>> = { name: 200, email: 254, phone: 50 };
const LONGEST = 1000;
const phone = /^\+?(?=(?:\D*\d){5,20}\D*$)[\d\s().\-/]+$/;

function faultOf({ key, type, required, options }: PreChatField, answer: string): string | null {
  if (!isVisible(answer)) return required ? "An answer is required." : null;
  const most = new Map(Object.entries(LONGEST_BY_KEY)).get(key) ?? LONGEST;
  if (answer.length > most) return `The answer is longer than ${most} characters.`;
  if (type === "email" && !z.email().safeParse(answer).success) return "Write an e-mail address.";
  if (type === "phone" && !phone.test(answer)) return "Write a phone number with digits.";
  if (type === "choice" && !options.includes(answer)) return "Choose one of the options.";
  return null;
}
