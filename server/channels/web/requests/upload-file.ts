import { DomainError } from "@/server/errors";
import { messageFile } from "@/server/files/message-file";
import { describeFile, MAX_FILE_BYTES, storeFile, TOO_LARGE } from "@/server/files/store-file";
import type { StoredFile } from "@/server/files/stored-file";
import { readSentFile, type SentFile } from "@/server/http/body/read-sent-file";
import type { Visitor } from "../chat-session";
import type { WebChannel } from "../find-web-channel";
import type { UploadedFile } from "../protocol";
import { findVisitorConversation, type VisitorConversation } from "../session/find-visitor-conversation";
import { newConsent } from "../session/first-message";
import { signFileHandle } from "./file-handle";
import { countingBytes, limitsOf } from "./limit-bytes";
import { forgetUnsentFiles, limitRequest, limitUnsentFiles } from "./limit-requests";
import { onVisitorRequest } from "./visitor-request";

/**
 * Handles `POST /api/chat/<public id>/files` (CONTRACTS §7): stores a file that the visitor sends with a later message.
 * The request is a form with the field `file`, or a plain body with `?fileName=`. A channel that asks for consent stores
 * none before the first message, so the request has `?consent=` with the version that the visitor agreed to.
 */
export function answerUpload(request: Request, publicId: string): Promise<Response> {
  return onVisitorRequest(request, publicId, async (channel, visitor) => {
    const { upload, voice } = channel.settings.widget.features;
    if (!upload && !voice) throw new DomainError("forbidden", "This chat takes no files.");
    await limitRequest("upload", channel, visitor, request.headers);
    const conversation = await findVisitorConversation(channel, visitor);
    requireConsent(request, channel, conversation);
    const sent = await readSentFile(request, MAX_FILE_BYTES, TOO_LARGE);
    await requireAllowedType(channel, sent);
    const stored = await countingBytes(limitsOf(channel, visitor, conversation, request), sent.bytes.length, () =>
      storeCounted(channel, visitor, sent),
    );
    const uploaded: UploadedFile = {
      file: signFileHandle(stored.id, { channelId: channel.id, chatId: visitor.chatId }),
      ...messageFile(stored),
    };
    return Response.json(uploaded, { status: 201 });
  });
}

/** @throws DomainError `consent_required`. */
function requireConsent({ url }: Request, channel: WebChannel, conversation: VisitorConversation | null): void {
  const given = Number(new URL(url).searchParams.get("consent"));
  newConsent(channel.settings.widget.consentVersion, given, conversation);
}

/** A chat without files still takes recordings if it takes voice messages. */
async function requireAllowedType({ settings }: WebChannel, { name, bytes }: SentFile): Promise<void> {
  if (settings.widget.features.upload) return;
  const { mimeType } = await describeFile(name, bytes);
  if (mimeType.startsWith("audio/")) return;
  throw new DomainError("unsupported_type", "This chat takes voice messages only, no other files.");
}

async function storeCounted(channel: WebChannel, visitor: Visitor, { name, bytes }: SentFile): Promise<StoredFile> {
  await limitUnsentFiles(channel, visitor);
  try {
    return await storeFile({ workspaceId: channel.workspaceId, name: name || "file", bytes });
  } catch (error) {
    await forgetUnsentFiles(channel, visitor, 1);
    throw error;
  }
}
