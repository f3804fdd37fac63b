import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { composeSnapshot } from "@/server/bots/compose-snapshot";
import type { Campaign } from "@/server/scenario/run/scenario-input";
import { loadSpeechIn } from "../context/conversation-language";
import { publishedSnapshot } from "../context/published-snapshot";
import { campaignOf } from "./campaign-of";

/** A bot and its version to run; the draft without a version. */
export type CampaignVersion = { botId: string; versionId: string | null };

/** Finds the version of another bot that a turn continues with; null for a bot that was deleted or never published. */
export async function findCampaign(
  { workspaceId, isDraft }: { workspaceId: string; isDraft: boolean },
  botId: string,
): Promise<CampaignVersion | null> {
  const [bot] = await db
    .select({ versionId: bots.publishedVersionId })
    .from(bots)
    .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId)));
  if (!bot) return null;
  if (isDraft) return { botId, versionId: null };
  return bot.versionId === null ? null : { botId, versionId: bot.versionId };
}

/**
 * Reads the scenario of a bot that was found; null if it has none.
 * @param language Of the conversation; null if it is not known.
 */
export async function loadCampaign(
  workspaceId: string,
  found: CampaignVersion | null,
  language: string | null,
): Promise<Campaign | null> {
  if (found === null) return null;
  const { botId, versionId } = found;
  const snapshot = await (versionId === null ? composeSnapshot(workspaceId, botId) : publishedSnapshot(versionId));
  return campaignOf(snapshot, versionId, await loadSpeechIn(workspaceId, snapshot, language));
}
