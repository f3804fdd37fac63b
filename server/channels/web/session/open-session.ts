import { z } from "zod";
import { storedString } from "@/server/channels/custom/stored-string";
import { DomainError } from "@/server/errors";
import { MAX_FILE_BYTES } from "@/server/files/store-file";
import { readJson } from "@/server/http/body/read-json";
import { fromZodError } from "@/server/http/errors/from-zod-error";
import type { Later } from "@/server/later";
import { mailSender } from "@/server/emails/mail-transport";
import { chooseTexts } from "@/server/schemas/widget/choose-texts";
import { onChatRequest } from "../chat-request";
import { tokenOf, type Visitor, visitorOf } from "../chat-session";
import type { WebChannel } from "../find-web-channel";
import { identifiedChatId } from "../identity";
import { limitSessions } from "../limit-visitors";
import type { SessionResponse } from "../protocol";
import { shownPage } from "../shown-page";
import { showsWelcome } from "../shown-welcome";
import { noteSighting } from "../sightings/note-sighting";
import { botAnswers, findVisitorConversation } from "./find-visitor-conversation";
import { openQuestions } from "./pre-chat";
import { shownAppearance, shownField } from "./shown-settings";
import { storeVisitorFields } from "./store-visitor-fields";
import { fieldsOf, type VisitorDetails, visitorDetails } from "./visitor-details";

const identity = z
  .object({ user_id: storedString.min(1).max(200), user_hash: z.string() })
  .partial()
  .refine((body) => (body.user_id === undefined) === (body.user_hash === undefined));

/**
 * Handles `POST /api/chat/<public id>/session` (CONTRACTS §7): returns the visitor's token, everything that the chat
 * shows, and the messages so far. With `user_id` and `user_hash`, the visitor is the site's logged-in user.
 */
export async function openSession(request: Request, publicId: string, later: Later): Promise<Response> {
  return onChatRequest(request, publicId, async (channel) => {
    const body = await readJson(request);
    const visitor = identifiedVisitor(channel, body) ?? visitorOf(channel, request.headers.get("authorization"));
    const details = visitorDetails.safeParse(body);
    if (!details.success) throw fromZodError(details.error);
    notePage(request, channel, details.data.page, later);
    return Response.json(await describeSession(channel, visitor, details.data));
  });
}

/** Only a page that the browser itself names, by its origin, counts as one with the widget. */
function notePage({ headers }: Request, channel: WebChannel, page: string | null, later: Later): void {
  if (page !== null && new URL(page).origin === headers.get("origin")) noteSighting(channel, page, "page", later);
}

function identifiedVisitor(channel: WebChannel, body: unknown): Visitor | null {
  const parsed = identity.safeParse(body);
  if (!parsed.success) {
    throw new DomainError("invalid", "Send user_id (1 to 200 characters) and user_hash, both as texts, or neither.");
  }
  const { user_id: userId, user_hash: userHash } = parsed.data;
  if (userId === undefined || userHash === undefined) return null;
  return { chatId: identifiedChatId(channel.settings, { userId, userHash }), isNew: false };
}

async function describeSession(
  channel: WebChannel,
  visitor: Visitor,
  details: VisitorDetails,
): Promise<SessionResponse> {
  const { widget } = channel.settings;
  const { language, user } = details;
  const conversation = await findVisitorConversation(channel, visitor);
  const fields = fieldsOf(details);
  if (conversation && fields) {
    await limitSessions(channel, visitor);
    await storeVisitorFields(channel.workspaceId, conversation.id, fields);
  }
  const chosen = chooseTexts(channel.settings, language);
  const { title, greeting } = chosen.texts;
  const [page, isWelcome] = await Promise.all([
    shownPage(channel, visitor, conversation?.id ?? null, language),
    showsWelcome(channel),
  ]);
  const { consentVersion } = widget;
  const isPeoples = conversation?.answeredBy.kind === "person" && conversation.isRestarted;
  // The bot greets nobody who has started again with people, and has said nothing since.
  const isGreeted = !isWelcome && !(isPeoples && page.messages.every(({ sender }) => sender !== "ai"));
  return {
    token: tokenOf(channel, visitor),
    ...chosen,
    title,
    greeting: isGreeted ? greeting : "",
    appearance: shownAppearance(channel),
    features: widget.features,
    image_hosts: widget.imageHosts,
    consent:
      consentVersion === 0
        ? null
        : { version: consentVersion, isGiven: conversation?.consentVersion === consentVersion },
    pre_chat: openQuestions(widget.preChat, { visitor, conversation, user }).map((field) => shownField(field, chosen)),
    answered_by: conversation?.answeredBy ?? botAnswers,
    rating: conversation?.score ?? null,
    can_email: mailSender() !== null,
    max_file_bytes: MAX_FILE_BYTES,
    ...page,
  };
}
