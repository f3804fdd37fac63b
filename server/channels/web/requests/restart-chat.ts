import { restartConversation } from "@/server/conversations/restart-conversation";
import { DomainError } from "@/server/errors";
import { findVisitorConversation } from "../session/find-visitor-conversation";
import { shownPage } from "../shown-page";
import { limitRequest } from "./limit-requests";
import { onVisitorRequestWithoutBody } from "./visitor-request";

/**
 * Handles `POST /api/chat/<public id>/restart` (CONTRACTS §7): the visitor begins as with a new conversation. Answers
 * with the messages to show.
 */
export function answerRestart(request: Request, publicId: string): Promise<Response> {
  return onVisitorRequestWithoutBody(request, publicId, async (channel, visitor) => {
    const { features, preChat } = channel.settings.widget;
    if (!features.restart) throw new DomainError("forbidden", "This chat cannot be started again.");
    await limitRequest("restart", channel, visitor, request.headers);
    const conversation = await findVisitorConversation(channel, visitor);
    if (conversation) {
      const keptVariables = preChat.map(({ key }) => key);
      await restartConversation({ workspaceId: channel.workspaceId, conversationId: conversation.id, keptVariables });
    }
    return Response.json(await shownPage(channel, visitor, conversation?.id ?? null, conversation?.language ?? null));
  });
}
