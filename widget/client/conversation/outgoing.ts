import type { SentFilePart, UploadedFile } from "@/server/channels/web/protocol";
import type { TappedChoice } from "@/server/messages/interactive";
import type { ShownMessage } from "../chat-client.ts";
import { BLANK } from "./shown-messages.ts";

/** A message of the visitor that the server has not confirmed. */
export interface Outgoing {
  /** Given by this browser. The server stores a message with the same id only once. */
  id: string;
  text: string;
  choice?: TappedChoice;
  files?: readonly UploadedFile[];
  /** ISO 8601. */
  at: string;
  /** The server refused it, so that it is sent again only if the visitor asks for it. */
  isRefused?: boolean;
}

export type NewMessage = Pick<Outgoing, "text" | "choice" | "files">;

export function newOutgoing(message: NewMessage): Outgoing {
  return { ...message, id: newId(), at: new Date().toISOString() };
}

/** The message as the chat endpoints read it. */
export function messageBody({ id, text, choice, files = [] }: Outgoing) {
  const parts = [
    ...(text ? [{ type: "text", text }] : []),
    ...(choice ? [{ type: "data-choice", data: choice }] : []),
    ...files.map(({ file }): SentFilePart => ({ type: "data-upload", data: { file } })),
  ];
  return { id, role: "user", parts };
}

export function shownOutgoing({ id, text, files = [], at }: Outgoing, state: ShownMessage["state"]): ShownMessage {
  return { ...BLANK, id, sender: "customer", text: text ? [{ format: "plain", text }] : [], files, at, state };
}

/** Reads messages that were kept for a later page; anything else in the storage is ignored. */
export function readOutgoing(kept: string | null): { visitor: string; messages: Outgoing[] } {
  try {
    const { visitor, messages } = JSON.parse(kept ?? "") as { visitor: string; messages: Outgoing[] };
    return { visitor, messages: messages.filter(({ id, text }) => id && typeof text === "string") };
  } catch {
    return { visitor: "", messages: [] };
  }
}

/** `crypto.randomUUID` exists only on pages served by https. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
