import { clientAddress } from "@/server/accounts/limits/client-address";
import { enforceRateLimit } from "@/server/accounts/limits/rate-limit";
import { env } from "@/server/env";
import type { Visitor } from "../chat-session";
import type { WebChannel } from "../find-web-channel";
import { findVisitorConversation } from "../session/find-visitor-conversation";

const DAY_SECONDS = 86_400;

/** The parts of a workspace's room for files that visitors may fill in a day, so that strangers cannot fill all of it. */
const SHARES = {
  /** From one address. */
  address: 0.1,
  /** From all who have written nothing yet. Their files are deleted after a day. */
  strangers: 0.2,
};

/**
 * Counts the size of a visitor's upload.
 * @throws DomainError limit_exceeded.
 */
export async function limitBytes(
  channel: WebChannel,
  visitor: Visitor,
  { headers }: Request,
  bytes: number,
): Promise<void> {
  const address = clientAddress(headers);
  if (address !== null) {
    const say = () => "Many files came from your network today. Send the rest tomorrow, or in another way.";
    await count("address", channel, address, bytes, say);
  }
  if ((await findVisitorConversation(channel, visitor))?.hasWritten) return;
  const say = () => "This chat takes no more files before the first message today. Write a message first.";
  await count("strangers", channel, "all", bytes, say);
}

/** Counts in kilobytes, because the count of bytes would be too large for the column. */
async function count(
  share: keyof typeof SHARES,
  { workspaceId }: WebChannel,
  who: string,
  bytes: number,
  say: () => string,
): Promise<void> {
  const limit = Math.floor(env().PARLEY_FILES_MB_PER_WORKSPACE * 1024 * SHARES[share]);
  const key = `chat-bytes-${share}:${workspaceId}:${who}`;
  await enforceRateLimit({ key, limit, windowSeconds: DAY_SECONDS }, say, Math.ceil(bytes / 1024));
}
