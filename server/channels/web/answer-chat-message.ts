import type { Later } from "@/server/later";
import { readJson } from "@/server/http/body/read-json";
import { acceptChatMessage, parseChatBody } from "./accept-chat-message";
import { onChatRequest } from "./chat-request";
import { tokenOf, visitorOf } from "./chat-session";
import { limitNewVisitors, limitVisitor } from "./limit-visitors";
import { forgetStrangersFiles } from "./requests/limit-bytes";
import { forgetUnsentFiles } from "./requests/limit-requests";
import { fieldsOfMessage } from "./session/first-message";
import { beginWithWelcome } from "./shown-welcome";
import { streamAnswer } from "./chat-stream";

/** Handles `POST /api/chat/<public id>` (CONTRACTS §7): stores the visitor's message and streams the bot's reply. */
export async function answerChatMessage(request: Request, publicId: string, later: Later): Promise<Response> {
  return onChatRequest(request, publicId, async (channel) => {
    const visitor = visitorOf(channel, request.headers.get("authorization"));
    const body = await readJson(request);
    const input = parseChatBody(body);
    const { isNew } = visitor;
    await (isNew ? limitNewVisitors(channel, request.headers) : limitVisitor(channel, visitor));
    // A new visitor's count starts with this message and cannot exceed the limit, so the turn need not wait for it.
    const counted = isNew ? limitVisitor(channel, visitor) : null;
    const fields = await fieldsOfMessage(channel, visitor, body);
    if (input.welcomed) await beginWithWelcome(channel, visitor, fields?.language ?? null);
    const answering = acceptChatMessage(channel, visitor.chatId, { ...input, fields }).then((opened) => {
      if (!opened.duplicate && input.files.length > 0) {
        later(forgetUnsentFiles(channel, visitor, input.files.length));
        later(forgetStrangersFiles(channel, opened.messageId));
      }
      return streamAnswer(opened, later);
    });
    const [answer] = await Promise.all([answering, counted]);
    // Signed last, because the model request is already in progress by now.
    answer.headers.set("x-parley-visitor", tokenOf(channel, visitor));
    return answer;
  });
}
