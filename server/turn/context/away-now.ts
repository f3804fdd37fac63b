import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { channels } from "@/db/schema/conversations";
import { behaviourOf } from "@/server/schemas/bot-behaviour";
import { instructionValues, renderForCustomer } from "@/server/text/render-instruction";
import { loadSpeech, translateBot } from "./conversation-language";
import { publishedSnapshot } from "./published-snapshot";
import { closedSince, openFrom } from "./working-hours";

/** Nobody works at the moment. */
export interface Away {
  /** What the bot says about it; empty for nothing. */
  text: string;
  /** When people are back (ISO 8601); null if the working hours have no opening. */
  opens_at: string | null;
}

/**
 * Returns what a channel's published bot says outside of its working hours; null within them, and without any.
 * @param tag The visitor's language as the channel knows it.
 */
export async function awayNow(channelId: string, now: Date, tag: string | null): Promise<Away | null> {
  const [row] = await db
    .select({ workspaceId: channels.workspaceId, channelName: channels.name, versionId: bots.publishedVersionId })
    .from(channels)
    .innerJoin(bots, eq(bots.id, channels.botId))
    .where(eq(channels.id, channelId));
  if (!row || row.versionId === null) return null;
  const snapshot = await publishedSnapshot(row.versionId);
  const { timeZone, name: botName } = snapshot;
  const behaviour = behaviourOf(snapshot);
  const { workingHours } = behaviour;
  if (workingHours === null || closedSince(workingHours, timeZone, now) === null) return null;
  const nobody = { source: null, clientName: null, clientPhone: null, placeholders: {}, variables: {} };
  const speech = await loadSpeech(row.workspaceId, snapshot, { history: [], tag });
  const { awayText } = translateBot({ snapshot, behaviour }, speech).behaviour.workingHours ?? workingHours;
  const values = instructionValues({ botName, channelName: row.channelName, ...nobody, now, timeZone });
  return {
    text: renderForCustomer(awayText, values),
    opens_at: openFrom(workingHours, timeZone, now)?.toISOString() ?? null,
  };
}
