import { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import { HIDDEN_BOT, knownBots, knowsAll, type KnowsBot } from "@/server/accounts/access/known-bots";
import type { Scenario } from "@/server/schemas/scenario/scenario";
import type { ServiceContext } from "@/server/service-context";
import { getScenario } from "../editing/get-scenario";
import { readInteractions } from "../read-scenario";
import { campaignTargets } from "./campaign-targets";
import { findScenarioProblems } from "./find-scenario-problems";
import { readSurroundings } from "./read-surroundings";
import type { ScenarioProblem, Surroundings } from "./scenario-problem";

/** Lists what is wrong in the draft of a bot's scenario. */
export async function listScenarioProblems(ctx: ServiceContext, botId: string): Promise<ScenarioProblem[]> {
  requireRole(ctx, "viewer");
  return checkScenario(ctx.workspaceId, botId, await getScenario(ctx, botId), knownBots(ctx, []));
}

export const surroundingsInput = z.object({
  botId: idText,
  /** The bots to which the scenario redirects, as the editor knows them. */
  targets: z.array(idText).max(100).default([]),
});

/** Returns what the editor needs to check a scenario while it changes, see `findScenarioProblems`. */
export async function getScenarioSurroundings(
  ctx: ServiceContext,
  { botId, targets }: z.infer<typeof surroundingsInput>,
): Promise<Surroundings> {
  requireRole(ctx, "viewer");
  const { limits, workspaceId } = ctx;
  if (!limits) return readSurroundings(workspaceId, botId, targets);
  const named = campaignTargets(await readInteractions(workspaceId, botId));
  const knows = knownBots(ctx, [botId, ...named]);
  const surroundings = await readSurroundings(workspaceId, botId, targets.filter(knows));
  const campaigns = surroundings.campaigns.filter(({ id }) => knows(id));
  const known = campaigns.map(({ leadsTo, ...campaign }) => {
    return { ...campaign, leadsTo: leadsTo !== null && knows(leadsTo) ? leadsTo : null };
  });
  return { ...surroundings, campaigns: known };
}

/**
 * Finds what is wrong in a scenario of a bot.
 * @param knows Which bots may be named besides those that the scenario redirects to.
 */
export async function checkScenario(
  workspaceId: string,
  botId: string,
  { interactions, settings }: Pick<Scenario, "interactions" | "settings">,
  knows: KnowsBot = knowsAll,
): Promise<ScenarioProblem[]> {
  const targets = campaignTargets(interactions);
  const surroundings = await readSurroundings(workspaceId, botId, targets);
  const campaigns = surroundings.campaigns.map((campaign) =>
    targets.includes(campaign.id) || knows(campaign.id) ? campaign : { ...campaign, name: HIDDEN_BOT },
  );
  return findScenarioProblems(interactions, settings, { ...surroundings, campaigns });
}
