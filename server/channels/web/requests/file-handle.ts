import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { DomainError } from "@/server/errors";
import { deriveKey } from "@/server/secrets/secret-box";

/** A day, less a margin: files that no message has are deleted after a day. */
const VALID_MS = (24 * 60 - 15) * 60_000;

const claims = z.object({
  /** The file's id. */
  f: z.string(),
  /** The customer's chat id in the channel. */
  v: z.string(),
  /** The channel's id. */
  c: z.string(),
  /** When it expires, in milliseconds. */
  e: z.number(),
});

export interface HandleOwner {
  channelId: string;
  chatId: string;
}

/** Signs the handle by which a visitor attaches an uploaded file to a message of the same conversation, for a day. */
export function signFileHandle(fileId: string, { channelId, chatId }: HandleOwner, now = Date.now()): string {
  const claimed: z.infer<typeof claims> = { f: fileId, v: chatId, c: channelId, e: now + VALID_MS };
  const body = Buffer.from(JSON.stringify(claimed)).toString("base64url");
  return `${body}.${sign(body)}`;
}

/**
 * Returns the id of the file that a handle stands for.
 * @throws DomainError invalid if it is forged or of another visitor or channel, gone if it has expired.
 */
export function readFileHandle(handle: string, { channelId, chatId }: HandleOwner, now = Date.now()): string {
  const [body = "", signature = ""] = handle.split(".");
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(body))];
  const isSigned = given.length === right.length && timingSafeEqual(given, right);
  const claimed = isSigned ? claims.parse(JSON.parse(Buffer.from(body, "base64url").toString("utf8"))) : null;
  if (claimed?.c !== channelId || claimed.v !== chatId) {
    throw new DomainError("invalid", "A file of this message was not uploaded in this chat. Upload it again.");
  }
  if (claimed.e < now)
    throw new DomainError("gone", "A file of this message was uploaded too long ago. Upload it again.");
  return claimed.f;
}

function sign(body: string): string {
  return createHmac("sha256", deriveKey("visitor-file")).update(body).digest("base64url");
}
