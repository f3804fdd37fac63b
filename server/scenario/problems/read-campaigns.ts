import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { bots, botVersions } from "@/db/schema/bots";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { hopOf } from "./check-loops";
import { MAX_HOPS } from "../run/max-hops";
import type { KnownCampaign } from "./scenario-problem";

/** Reads the workspace's other bots as campaigns. Where their Welcomes lead is read only as far as `targets` lead. */
export async function readCampaigns(
  workspaceId: string,
  botId: string,
  targets: readonly string[],
): Promise<KnownCampaign[]> {
  const hasWelcome = sql<boolean>`coalesce(
    (${botVersions.snapshot} #>> '{scenario,settings,enabled}')::boolean
    and ${botVersions.snapshot} @? '$.scenario.interactions[*] ? (@.role == "welcome")', false)`;
  const [known, leads] = await Promise.all([
    db
      .select({ id: bots.id, name: bots.name, versionId: botVersions.id, hasScenario: hasWelcome })
      .from(bots)
      .leftJoin(botVersions, eq(botVersions.id, bots.publishedVersionId))
      .where(and(eq(bots.workspaceId, workspaceId), ne(bots.id, botId)))
      .orderBy(asc(bots.createdAt), asc(bots.id)),
    followWelcomes(workspaceId, botId, targets),
  ]);
  return known.map(({ id, name, versionId, hasScenario }) => ({
    id,
    name,
    isPublished: versionId !== null,
    hasScenario,
    leadsTo: leads.get(id) ?? null,
  }));
}

/** The bot that each bot's published Welcome leads to without waiting, for the targets and the bots after them. */
async function followWelcomes(
  workspaceId: string,
  botId: string,
  targets: readonly string[],
): Promise<Map<string, string | null>> {
  const leads = new Map<string, string | null>();
  let open = [...new Set(targets)].slice(0, MAX_HOPS);
  while (open.length > 0 && leads.size < MAX_HOPS) {
    const rows = await db
      .select({
        id: bots.id,
        interactions: sql<Interaction[] | null>`${botVersions.snapshot} #> '{scenario,interactions}'`,
      })
      .from(bots)
      .innerJoin(botVersions, eq(botVersions.id, bots.publishedVersionId))
      .where(and(eq(bots.workspaceId, workspaceId), inArray(bots.id, open)));
    for (const { id, interactions } of rows) leads.set(id, campaignAfter(interactions ?? []));
    const next = rows.flatMap(({ id }) => leads.get(id) ?? []);
    open = next.filter((id) => id !== botId && !leads.has(id));
  }
  return leads;
}

/** The bot that a Welcome leads to without waiting; null if it waits, ends, or stays in its own scenario. */
function campaignAfter(interactions: Interaction[]): string | null {
  let at = interactions.find(({ role }) => role === "welcome");
  for (let hops = 0; at && hops <= MAX_HOPS; hops += 1) {
    const to = hopOf(at)?.to;
    if (to?.kind !== "interaction") return to?.id ?? null;
    at = interactions.find(({ id }) => id === to.id);
  }
  return null;
}
