import { createUIMessageStreamResponse } from "ai";
import { after } from "next/server";
import { requireRole } from "@/server/accounts/require-role";
import { acceptTestMessage } from "@/server/channels/accept-test-message";
import { streamAnswer } from "@/server/channels/web/chat-stream";
import { errorResponse } from "@/server/http/error-response";
import { readJson } from "@/server/http/read-json";
import { requestService } from "@/server/trpc/request-service";

export const maxDuration = 300;

/** The chat beside the editor: stores a member's message and streams the draft's answer. */
export async function POST(request: Request, { params }: { params: Promise<{ botId: string }> }): Promise<Response> {
  try {
    const ctx = await requestService(request.headers);
    requireRole(ctx, "editor");
    const received = await acceptTestMessage(ctx, (await params).botId, await readJson(request));
    const { stream, done } = streamAnswer(received);
    after(done);
    return createUIMessageStreamResponse({ stream, keepAliveMs: 15_000 });
  } catch (error) {
    return errorResponse(error);
  }
}
