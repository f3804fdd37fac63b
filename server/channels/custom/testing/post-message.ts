import { collectLater } from "@/server/testing/collect-later";
import { answerIncoming } from "../answer-incoming";

const ADDRESS = "http://localhost:3000/api/webhook/custom/message";

/** Posts a message as a customer's system does; `work` is what the handler left for after its answer. */
export async function postIncoming(token: string, message: Record<string, unknown>) {
  const { later, work } = collectLater();
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const request = new Request(ADDRESS, { method: "POST", headers, body: JSON.stringify(message) });
  const response = await answerIncoming(request, later);
  const answer: unknown = await response.json();
  return { status: response.status, answer, work };
}

/** An attachment as it goes over the wire. */
export function attach(file_name: string, file_type: string, bytes: Buffer) {
  return { file_name, file_type, data: bytes.toString("base64") };
}
