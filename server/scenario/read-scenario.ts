import { and, asc, eq } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { interactions } from "@/db/schema/scenario";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { type Scenario, scenarioSettings, type ScenarioSettingsInput } from "@/server/schemas/scenario/scenario";
import { phraseKeyOf } from "./matching/phrases-of";

/** Reads the draft of a bot's scenario, for its snapshot; undefined for a bot that has none. */
export async function readScenario(
  workspaceId: string,
  botId: string,
  settings: ScenarioSettingsInput,
  on: Executor = db,
): Promise<Scenario | undefined> {
  const drafts = await readInteractions(workspaceId, botId, on);
  if (drafts.length === 0) return undefined;
  return {
    settings: scenarioSettings.parse(settings),
    interactions: drafts,
    phraseModel: phraseKeyOf(drafts),
  };
}

/** Reads the drafts of a bot's interactions in their order. */
export async function readInteractions(workspaceId: string, botId: string, on: Executor = db): Promise<Interaction[]> {
  const rows = await on
    .select({ id: interactions.id, definition: interactions.definition })
    .from(interactions)
    .where(and(eq(interactions.workspaceId, workspaceId), eq(interactions.botId, botId)))
    .orderBy(asc(interactions.position), asc(interactions.id));
  return rows.map(({ id, definition }) => ({ id, ...definition }));
}
