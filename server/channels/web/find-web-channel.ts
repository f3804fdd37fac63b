import { eq } from "drizzle-orm";
import { BriefCache } from "@/db/brief-cache";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { noteRequest } from "@/server/log/request-scope";
import { type WebChannelSettings, webChannelSettings } from "./settings";

export interface WebChannel {
  id: string;
  workspaceId: string;
  botId: string;
  publicId: string;
  settings: WebChannelSettings;
}

/** What a public id looks like: other words in an address need no look-up, and PostgreSQL refuses some (NUL). */
const PUBLIC_ID = /^[\w-]+$/;

/**
 * The chat page's channel by its public id.
 * @throws DomainError not_found when there is none, forbidden when it is switched off.
 */
export async function findWebChannel(publicId: string): Promise<WebChannel> {
  const row = PUBLIC_ID.test(publicId) ? await rows.get(publicId) : undefined;
  if (!row) throw new DomainError("not_found", "There is no chat at this address.");
  if (!row.enabled) throw new DomainError("forbidden", "This chat is switched off at the moment.");
  const { id, workspaceId, botId, settings } = row;
  noteRequest({ workspaceId, channelId: id });
  return { id, workspaceId, botId, publicId, settings };
}

const rows = new BriefCache(async (publicId) => {
  const [row] = await db.select().from(channels).where(eq(channels.publicId, publicId));
  return row?.kind === "web" ? { ...row, settings: webChannelSettings.parse(row.settings) } : undefined;
});

/** Makes a change of a channel count immediately in this process; in others it counts within a second. */
export function forgetWebChannel(publicId: string): void {
  rows.forget(publicId);
}

/**
 * Whether a browser on this origin may use the channel: the product's own pages always, others when the channel
 * lists them or lists none. A request without an origin is no browser's cross-site call.
 */
export function mayUse(channel: WebChannel, origin: string | null, requestUrl: string): boolean {
  if (origin === null || origin === new URL(requestUrl).origin || origin === new URL(env().PARLEY_URL).origin)
    return true;
  const { allowedOrigins } = channel.settings;
  return allowedOrigins.length === 0 || allowedOrigins.includes(origin);
}
