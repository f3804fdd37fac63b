import { after } from "next/server";
import { answerIncoming } from "@/server/channels/custom/answer-incoming";

/** Receives a message for a custom channel (CONTRACTS §1). */
export function POST(request: Request): Promise<Response> {
  return answerIncoming(request, after);
}
