import type { ShownMessage } from "../../client/chat-client.ts";

let minute = 0;

/** A message as the client shows it. Each is a minute later than the one before. */
export function sampleMessage(
  sender: ShownMessage["sender"],
  text: string,
  more: Partial<ShownMessage> = {},
): ShownMessage {
  minute += 1;
  const isByModel = sender === "ai";
  return {
    id: `message-${minute}`,
    sender,
    author: null,
    text: text === "" ? [] : [{ format: isByModel ? "markdown" : "plain", text }],
    files: [],
    interactive: null,
    at: new Date(Date.UTC(2026, 4, 4, 9, minute)).toISOString(),
    state: "stored",
    isByModel,
    rating: null,
    ...more,
  };
}
