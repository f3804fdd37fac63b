import type { UIMessage } from "ai";
import type { VisibleMessage } from "@/server/conversations/list-messages";
import type { ChatMessage } from "@/server/channels/web/chat-stream";

/** A message as a browser holds it. */
export type ShownMessage = ChatMessage;

interface ShownMetadata {
  sender?: "customer" | "ai" | "employee";
  at?: string;
}

/** A stored message in the shape of `useChat`; the visitor's own keep the ids that their browser gave them. */
function toShown(message: VisibleMessage): ShownMessage {
  const { sender, created_at: at } = message;
  return {
    id: message.external_id ?? message.id,
    role: sender === "customer" ? "user" : "assistant",
    metadata: { sender, at } satisfies ShownMetadata,
    parts: [{ type: "text", text: message.text }],
  };
}

/** Adds what is not there yet, in the order in which it came. */
export function mergeMessages(shown: ShownMessage[], stored: VisibleMessage[]): ShownMessage[] {
  const known = new Set(shown.map((message) => message.id));
  const fresh = stored.map(toShown).filter((message) => !known.has(message.id));
  return fresh.length === 0 ? shown : [...shown, ...fresh];
}

/** The words of a message; the parts of one answer stand as paragraphs. */
export function textOf(message: Pick<UIMessage, "parts">): string {
  return message.parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n\n");
}

/** Puts the text that stands in place of what was streamed; `null` takes the message away. */
export function correctLast(shown: ShownMessage[], text: string | null): ShownMessage[] {
  const last = shown.at(-1);
  const streamed = last?.role === "assistant" && last.metadata === undefined;
  const before = streamed ? shown.slice(0, -1) : shown;
  if (text === null) return before;
  const id = streamed ? last.id : crypto.randomUUID();
  return [...before, { id, role: "assistant", parts: [{ type: "text", text }] }];
}
