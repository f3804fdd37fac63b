import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { clientAddress } from "@/server/accounts/limits/client-address";
import { giveBackHits, type RateLimit, takeRateLimit } from "@/server/accounts/limits/rate-limit";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { MAX_FILE_BYTES } from "@/server/files/store-file";
import { logFailure } from "@/server/log/log-failure";
import { requestIdHere } from "@/server/log/request-scope";
import type { Visitor } from "../chat-session";
import type { WebChannel } from "../find-web-channel";
import { isIdentified } from "../identity";
import type { VisitorConversation } from "../session/find-visitor-conversation";

const DAY_SECONDS = 86_400;

/** The parts of a workspace's room for files that visitors may fill in a day, so that strangers cannot fill all of it. */
const SHARES = {
  /** From one address, by visitors whom the site does not vouch for. */
  address: 0.2,
  /** By all who have written nothing yet, with files that they have not sent. Those are deleted after a day. */
  strangers: 0.4,
};

interface Limit extends RateLimit {
  refusal: string;
}

/** The limits that count an upload of a visitor. */
export function limitsOf(
  channel: WebChannel,
  { chatId }: Visitor,
  conversation: VisitorConversation | null,
  { headers }: Request,
): Limit[] {
  const address = isIdentified(chatId) ? null : clientAddress(headers);
  return [
    ...(address === null ? [] : [limitOfAddress(channel, address)]),
    ...(conversation?.hasWritten ? [] : [limitOfStrangers(channel)]),
  ];
}

/**
 * Counts the size of an upload, and stores it. An upload that is refused or not stored is not counted.
 * @throws DomainError limit_exceeded, or what `store` throws.
 */
export async function countingBytes<T>(limits: Limit[], bytes: number, store: () => Promise<T>): Promise<T> {
  const counted: Limit[] = [];
  try {
    for (const limit of limits) {
      const { allowed, retryAfterSeconds } = await takeRateLimit(limit, kilobytes(bytes));
      counted.push(limit);
      if (!allowed) throw new DomainError("limit_exceeded", limit.refusal, { retryAfter: retryAfterSeconds });
    }
    return await store();
  } catch (error) {
    await giveBack(counted, kilobytes(bytes));
    throw error;
  }
}

/** Does not throw, since another error is on its way. */
async function giveBack(limits: Limit[], hits: number): Promise<void> {
  try {
    for (const limit of limits) await giveBackHits(limit, hits);
  } catch (error) {
    logFailure(requestIdHere(), "an upload that was not stored is still counted", error);
  }
}

/** Takes the files of a message out of the count of strangers' files if they were uploaded today before the first one. */
export async function forgetStrangersFiles(channel: WebChannel, messageId: string): Promise<void> {
  const sent = await db.execute<{ bytes: number }>(sql`
    select f.size_bytes as bytes
    from messages m join message_files carried on carried.message_id = m.id join files f on f.id = carried.file_id
    where m.workspace_id = ${channel.workspaceId} and m.id = ${messageId}
      and f.created_at >= to_timestamp(floor(extract(epoch from now()) / ${DAY_SECONDS}::int) * ${DAY_SECONDS}::int)
      and not exists (
        select from messages earlier
        where earlier.conversation_id = m.conversation_id and earlier.sender = 'customer'
          and not earlier.is_control and earlier.created_at < f.created_at)`);
  const counted = sent.reduce((sum, { bytes }) => sum + kilobytes(bytes), 0);
  if (counted > 0) await giveBackHits(limitOfStrangers(channel), counted);
}

function limitOfAddress(channel: WebChannel, address: string): Limit {
  const refusal = "Many files came from your network today. Send the rest tomorrow, or in another way.";
  return { ...limitOf("address", channel, address), refusal };
}

function limitOfStrangers(channel: WebChannel): Limit {
  const refusal = "This chat takes no more files before the first message today. Write a message first.";
  return { ...limitOf("strangers", channel, "all"), refusal };
}

/** In kilobytes, because a number of bytes is too large for the counter. A file of the largest size always fits once. */
function limitOf(share: keyof typeof SHARES, { workspaceId }: WebChannel, who: string): RateLimit {
  const part = env().PARLEY_FILES_MB_PER_WORKSPACE * 1024 * SHARES[share];
  const limit = Math.max(Math.floor(part), kilobytes(MAX_FILE_BYTES));
  return { key: `chat-bytes-${share}:${workspaceId}:${who}`, limit, windowSeconds: DAY_SECONDS };
}

function kilobytes(bytes: number): number {
  return Math.ceil(bytes / 1024);
}
