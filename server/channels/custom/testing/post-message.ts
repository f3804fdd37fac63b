import { collectLater } from "@/server/testing/collect-later";
import { answerIncoming } from "../answer-incoming";

const ADDRESS = "http://localhost:3000/api/webhook/custom/message";

/** Posts a message as a company's system does; `work` runs what the handler deferred until after its response. */
export async function postIncoming(token: string, message: Record<string, unknown>) {
  const { later, work } = collectLater();
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const request = new Request(ADDRESS, { method: "POST", headers, body: JSON.stringify(message) });
  const response = await answerIncoming(request, later);
  const answer: unknown = await response.json();
  return { status: response.status, answer, work };
}

/** Encodes an attachment for the API. */
export function attach(file_name: string, file_type: string, bytes: Buffer) {
  return { file_name, file_type, data: bytes.toString("base64") };
}
