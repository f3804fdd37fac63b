import { z } from "zod";
import { giveFeedback } from "@/server/conversations/feedback/give-feedback";
import { DomainError } from "@/server/errors";
import { readJson } from "@/server/http/body/read-json";
import { findConversationId } from "../chat-session";
import { limitRequest } from "./limit-requests";
import { onVisitorRequest } from "./visitor-request";

const MAX_COMMENT_CHARACTERS = 2000;
const comment = z
  .string()
  .max(MAX_COMMENT_CHARACTERS, `A comment has at most ${MAX_COMMENT_CHARACTERS} characters.`)
  .optional();

const ratedMessage = z.strictObject({
  message_id: z.string().regex(/^[\w-]{1,100}$/),
  rating: z.enum(["positive", "negative"]).nullable(),
  comment,
});
const ratedConversation = z.strictObject({ score: z.int().min(1).max(5), comment });
const feedbackBody = z.union([ratedMessage, ratedConversation]);

/** Handles `POST /api/chat/<public id>/feedback` (CONTRACTS §7): a rating of one answer, or of the conversation. */
export function answerFeedback(request: Request, publicId: string): Promise<Response> {
  return onVisitorRequest(request, publicId, async (channel, visitor) => {
    const body = parse(await readJson(request));
    const { features } = channel.settings.widget;
    if (!("score" in body ? features.rating : features.feedback)) {
      throw new DomainError("forbidden", "This chat takes no ratings.");
    }
    await limitRequest("feedback", channel, visitor, request.headers);
    const conversationId = await findConversationId(channel, visitor);
    if (conversationId === null) throw new DomainError("not_found", "There is no conversation to rate yet.");
    const scope = { workspaceId: channel.workspaceId, conversationId, comment: body.comment };
    const subject = "score" in body ? { score: body.score } : { messageId: body.message_id, rating: body.rating };
    await giveFeedback({ ...scope, ...subject });
    return Response.json({ status: "stored" });
  });
}

/** @throws DomainError invalid. */
function parse(body: unknown): z.infer<typeof feedbackBody> {
  const parsed = feedbackBody.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new DomainError(
    "invalid",
    `Send {"message_id", "rating"} with the rating positive, negative or null, or {"score"} from 1 to 5; a comment has at most ${MAX_COMMENT_CHARACTERS} characters.`,
  );
}
