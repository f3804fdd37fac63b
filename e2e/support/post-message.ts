import { randomUUID } from "node:crypto";

interface Message {
  chatId: string;
  text: string;
  /** Who or where it is from. */
  source?: string;
  clientName?: string;
  clientPhone?: string;
  attachments?: { file_name: string; file_type: "image" | "audio"; data: string }[];
}

/** Posts a customer's message to the custom channel's incoming API, as a messenger does (CONTRACTS §1). */
export function postMessage(
  url: string,
  token: string,
  { chatId, text, source = "John Doe", clientName, clientPhone, attachments }: Message,
): Promise<Response> {
  return fetch(`${url}/api/webhook/custom/message`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({
      api_version: 1,
      message_id: randomUUID(),
      chat_id: chatId,
      text,
      ...(clientName !== undefined && { client_name: clientName }),
      ...(clientPhone !== undefined && { client_phone: clientPhone }),
      ...(attachments && { attachments }),
      message_sender: "customer",
      source,
    }),
  });
}
