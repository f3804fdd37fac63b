import { z } from "zod";
import { parseJson } from "@/server/text/parse-json";
import { faultyMessage, firstMessage, fullMessage, pictureMessage } from "./api-samples";

/** The messages that the API page can send. */
export const trialKinds = {
  text: { label: "A text", hint: "As a customer would send it", hasText: true, message: firstMessage },
  picture: { label: "A picture", hint: "A small blue square", hasText: false, message: pictureMessage },
  full: { label: "With every field", hint: "Link, placeholders, name, phone", hasText: true, message: fullMessage },
  employee: {
    label: "An employee's text",
    hint: "Stored, not answered; pauses the bot",
    hasText: true,
    message: { ...firstMessage, message_sender: "employee" },
  },
  faulty: { label: "With errors", hint: "Shows how errors are reported", hasText: false, message: faultyMessage },
};

export type TrialKind = keyof typeof trialKinds;

/** The response to a message that the page sent. */
export interface ApiAnswer {
  status: number;
  durationMs: number;
  /** Indented if it is JSON. */
  body: string;
  /** Present for an accepted message. */
  conversationId: string | null;
  sent: { message_id: string };
}

/** A message with a new id. All messages of the page belong to one chat. */
export function trialMessage(kind: TrialKind, text: string): { message_id: string } {
  const { message, hasText } = trialKinds[kind];
  const own = { message_id: `try-${crypto.randomUUID()}`, source: "API page" };
  return { ...message, ...own, ...("chat_id" in message && { chat_id: "api-page" }), ...(hasText && { text }) };
}

/**
 * Posts a message to the public route on this origin.
 * @throws Error if there was no response.
 */
export async function postTrial(token: string, message: { message_id: string }): Promise<ApiAnswer> {
  const began = performance.now();
  const response = await fetch("/api/webhook/custom/message", {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(message),
  });
  const text = await response.text();
  const durationMs = Math.round(performance.now() - began);
  const json = parseJson(text);
  const accepted = z.object({ conversation_id: z.string() }).safeParse(json);
  return {
    status: response.status,
    durationMs,
    body: json === undefined ? text : JSON.stringify(json, null, 2),
    conversationId: accepted.success ? accepted.data.conversation_id : null,
    sent: message,
  };
}
