import { requireRole } from "@/server/accounts/require-role";
import { errorResponse } from "@/server/http/errors/error-response";
import { readJson } from "@/server/http/body/read-json";
import { requireJson } from "@/server/http/body/require-json";
import type { Later } from "@/server/later";
import { idText } from "@/server/input-types";
import { requestService } from "@/server/accounts/sessions/request-service";
import { acceptTestMessage } from "./accept-test-message";
import { streamAnswer } from "@/server/channels/web/chat-stream";

/** Handles a message from the chat beside the editor: stores it and streams the draft's reply. */
export async function answerTestMessage(request: Request, botId: string, later: Later): Promise<Response> {
  try {
    const ctx = await requestService(request);
    requireRole(ctx, "editor");
    requireJson(request);
    const opened = await acceptTestMessage(ctx, idText.parse(botId), await readJson(request));
    return await streamAnswer(opened, later, true);
  } catch (error) {
    return errorResponse(error);
  }
}
