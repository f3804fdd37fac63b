import type { Interaction } from "@/server/schemas/scenario/interaction";
import { listLinks } from "../links/list-links";

/** The bots to which a scenario redirects, sorted. */
export function campaignTargets(interactions: readonly Interaction[]): string[] {
  const links = interactions.flatMap(listLinks);
  return [...new Set(links.flatMap(({ target }) => (target.type === "campaign" ? target.botId : [])))].sort();
}
