import { env } from "@/server/env";
import type { EventPayload } from "@/server/schemas/events/event-catalogue";
import type { NewEvent } from "../record-event";

export interface Published {
  workspaceId: string;
  botId: string;
  botName: string;
  versionId: string;
  number: number;
  /** The member; null if it was no member. */
  publishedBy: string | null;
}

/** The event of a published version. */
export function botPublished({ workspaceId, botId, botName, versionId, number, publishedBy }: Published): NewEvent {
  const payload: EventPayload<"bot_published"> = {
    bot_id: botId,
    bot_name: botName,
    bot_url: new URL(`/bots/${botId}`, env().PARLEY_URL).href,
    version_id: versionId,
    version_number: number,
    published_by: publishedBy,
    published_at: new Date().toISOString(),
  };
  const subject = { workspaceId, botId, channelId: null, conversationId: null };
  return { ...subject, name: "bot_published", payload, sourceKey: `version-${versionId}` };
}
