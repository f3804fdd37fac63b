import { eq, sql } from "drizzle-orm";
import { TtlCache } from "@/db/ttl-cache";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { env } from "@/server/env";
import { recordsEvents } from "@/server/events/recording/insert-events";
import { DomainError } from "@/server/errors";
import { noteRequest } from "@/server/log/request-scope";
import { type WebChannelSettings, webChannelSettings } from "./settings";

export interface WebChannel {
  id: string;
  workspaceId: string;
  botId: string;
  publicId: string;
  settings: WebChannelSettings;
  /** The workspace has endpoints or reads the feed. */
  recordsEvents: boolean;
}

/** The form of a public id. Other texts need no look-up, and PostgreSQL refuses some of them (NUL). */
const PUBLIC_ID = /^[\w-]+$/;

/**
 * Finds the chat page's channel by its public id.
 * @throws DomainError not_found if it does not exist, forbidden if it is disabled.
 */
export async function findWebChannel(publicId: string): Promise<WebChannel> {
  const row = PUBLIC_ID.test(publicId) ? await rows.get(publicId) : undefined;
  if (!row) throw new DomainError("not_found", "There is no chat at this address.");
  if (!row.enabled) throw new DomainError("forbidden", "This chat is switched off at the moment.");
  const { id, workspaceId, botId, settings, recordsEvents } = row;
  noteRequest({ workspaceId, channelId: id });
  return { id, workspaceId, botId, publicId, settings, recordsEvents };
}

const rows = new TtlCache("web channels", async (publicId) => {
  const [row] = await db
    .select({ channel: channels, recordsEvents: sql<boolean>`${recordsEvents(sql`${channels.workspaceId}`)}` })
    .from(channels)
    .where(eq(channels.publicId, publicId));
  if (row?.channel.kind !== "web") return undefined;
  const { channel } = row;
  return { ...channel, settings: webChannelSettings.parse(channel.settings), recordsEvents: row.recordsEvents };
});

/** Applies a change of a channel immediately in this process; other processes see it within a second. */
export function forgetWebChannel(publicId: string): void {
  rows.forget(publicId);
}

/**
 * Whether a browser on this origin may use the channel: the product's own pages always, others if the channel lists
 * them or lists none. A request without an origin is not a cross-site call from a browser.
 */
export function mayUse(channel: WebChannel, origin: string | null, requestUrl: string): boolean {
  if (origin === null || origin === new URL(requestUrl).origin || origin === new URL(env().PARLEY_URL).origin)
    return true;
  const { allowedOrigins } = channel.settings;
  return allowedOrigins.length === 0 || allowedOrigins.includes(origin);
}
