import { randomUUID } from "node:crypto";

interface Message {
  chatId: string;
  text: string;
}

/** Posts a customer's message to the custom channel's incoming API, as a messenger does (CONTRACTS §1). */
export function postMessage(url: string, token: string, { chatId, text }: Message): Promise<Response> {
  return fetch(`${url}/api/webhook/custom/message`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({
      api_version: 1,
      message_id: randomUUID(),
      chat_id: chatId,
      text,
      message_sender: "customer",
      source: "John Doe",
    }),
  });
}
