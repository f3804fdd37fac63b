import { after } from "next/server";
import { answerTestMessage } from "@/server/channels/test/answer-test-message";

export const maxDuration = 300;

/** The chat beside the editor: stores a member's message and streams the draft's answer. */
export async function POST(request: Request, { params }: { params: Promise<{ botId: string }> }): Promise<Response> {
  return answerTestMessage(request, (await params).botId, after);
}
