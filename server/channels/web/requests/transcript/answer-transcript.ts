import { z } from "zod";
import { enforceRateLimit } from "@/server/accounts/limits/rate-limit";
import { db } from "@/db/client";
import { DomainError } from "@/server/errors";
import { readJson } from "@/server/http/body/read-json";
import { mailSender } from "@/server/emails/mail-transport";
import { dispatch, enqueue } from "@/server/outbox/outbox";
import { parseLanguage } from "@/server/schemas/widget/parse-language";
import { findConversationId, type Visitor } from "../../chat-session";
import type { WebChannel } from "../../find-web-channel";
import { limitRequest } from "../limit-requests";
import { onVisitorRequest } from "../visitor-request";
import { readTranscript, type TranscriptStyle } from "./read-transcript";

/** Handles `GET /api/chat/<public id>/transcript` (CONTRACTS §7): the conversation as plain text. */
export function answerTranscript(request: Request, publicId: string): Promise<Response> {
  return onVisitorRequest(request, publicId, async (channel, visitor) => {
    const conversationId = await findOffered(channel, visitor);
    await limitRequest("transcript", channel, visitor, request.headers);
    const text = await readTranscript(conversationId, channel.settings, styleOf(request));
    const headers = { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" };
    return new Response(text, { headers: { ...headers, "cache-control": "no-store" } });
  });
}

/** Handles `POST /api/chat/<public id>/transcript` (CONTRACTS §7): the conversation by e-mail. */
export function answerMailedTranscript(request: Request, publicId: string): Promise<Response> {
  return onVisitorRequest(request, publicId, async (channel, visitor) => {
    const body = mailBody.safeParse(await readJson(request));
    if (!body.success) throw new DomainError("invalid", 'Send {"email"} with an address such as name@example.com.');
    if (mailSender() === null) {
      throw new DomainError("unavailable", "This server sends no e-mail. Download the transcript instead.");
    }
    const conversationId = await findOffered(channel, visitor);
    const { email } = body.data;
    await limitRequest("mail", channel, visitor, request.headers);
    await limitAddress(email);
    const data = { workspaceId: channel.workspaceId, conversationId, email, ...styleOf(request) };
    await dispatch(await enqueue(db, [{ name: "chat/transcript.requested", data }]));
    return Response.json({ status: "accepted" }, { status: 202 });
  });
}

/** Zod's addresses have neither spaces nor control characters, so none can add a header or a recipient. */
const mailBody = z.object({ email: z.email().max(254) });

/** The number of transcripts that an address gets per hour, whoever asks for them. */
const MAILS_PER_HOUR = 3;

function limitAddress(email: string): Promise<void> {
  const key = `chat-mail-to:${email.toLowerCase()}`;
  return enforceRateLimit(
    { key, limit: MAILS_PER_HOUR, windowSeconds: 3600 },
    () => "This address got several transcripts within an hour. Try again later.",
  );
}

async function findOffered(channel: WebChannel, visitor: Visitor): Promise<string> {
  if (!channel.settings.widget.features.transcript) throw new DomainError("forbidden", "This chat has no transcripts.");
  const conversationId = await findConversationId(channel, visitor);
  if (conversationId === null) throw new DomainError("not_found", "There is no conversation yet.");
  return conversationId;
}

/** What cannot be read is ignored: the channel's language, and UTC. */
function styleOf({ url }: Request): TranscriptStyle {
  const query = new URL(url).searchParams;
  return { language: parseLanguage(query.get("language") ?? ""), timeZone: knownTimeZone(query.get("timeZone")) };
}

function knownTimeZone(name: string | null): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name ?? "UTC" }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
