import { and, asc, eq } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { actions, bots } from "@/db/schema/bots";
import { readScenario } from "@/server/scenario/read-scenario";
import { DomainError } from "@/server/errors";
import { tablesAbout } from "@/server/actions/steps/table/tables-about";
import { botSnapshot, type BotSnapshot } from "@/server/schemas/bot-snapshot";

/** Composes a bot's draft into one validated document, which Publish stores and the test chat runs. */
export async function composeSnapshot(workspaceId: string, botId: string, on: Executor = db): Promise<BotSnapshot> {
  const [bot] = await on
    .select()
    .from(bots)
    .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId)));
  if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
  const enabled = await on
    .select({ id: actions.id, definition: actions.definition })
    .from(actions)
    .where(and(eq(actions.workspaceId, workspaceId), eq(actions.botId, botId), eq(actions.enabled, true)))
    .orderBy(asc(actions.position), asc(actions.id));
  const withAbout = enabled.map(async ({ id, definition }) => {
    return { id, definition, about: await tablesAbout(workspaceId, definition) };
  });
  return botSnapshot.parse({
    schemaVersion: 1,
    botId: bot.id,
    name: bot.name,
    instruction: bot.instruction,
    model: bot.model,
    fallbackText: bot.fallbackText,
    timeZone: bot.timeZone,
    standardFunctions: bot.standardFunctions,
    behaviour: bot.behaviour,
    actions: await Promise.all(withAbout),
    scenario: await readScenario(workspaceId, botId, bot.scenario, on),
  });
}
