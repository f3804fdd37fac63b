import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { RowRedirect } from "@/server/schemas/scenario/redirect";
import { type Link, listLinks } from "../links/list-links";
import { type CheckedScenario, problemOf, quoteNames, type ScenarioProblem } from "./scenario-problem";

/** Finds links that lead nowhere: to interactions and campaigns that are gone or cannot answer. */
export function checkTargets(interaction: Interaction, scenario: CheckedScenario): ScenarioProblem[] {
  return listLinks(interaction).flatMap((link) => {
    const fault = targetFault(link.target, scenario);
    if (fault === null) return [];
    return [problemOf(interaction, "error", link.path, `${nameOf(link)} ${fault}`)];
  });
}

/** Why a conversation cannot continue at a target; null if it can. Webhooks are checked separately. */
export function targetFault(target: RowRedirect, { byId, surroundings }: CheckedScenario): string | null {
  if (target.type === "interaction") {
    if (target.interactionId === "") return "leads to no interaction yet. Choose one.";
    return byId.has(target.interactionId) ? null : "leads to an interaction that does not exist. Choose another one.";
  }
  if (target.type !== "campaign") return null;
  if (target.botId === "") return "leads to no bot yet. Choose one.";
  if (target.botId === surroundings.botId) return "leads to this bot itself. Choose one of its interactions instead.";
  const campaign = surroundings.campaigns.find(({ id }) => id === target.botId);
  if (!campaign) return "leads to a bot that does not exist. Choose another one.";
  const name = quoteNames([campaign.name]);
  if (!campaign.isPublished) return `leads to ${name}, which has never been published. Publish ${name} first.`;
  if (campaign.hasScenario) return null;
  return `leads to ${name}, whose published version has no scenario with a Welcome. Add one there and publish it.`;
}

function nameOf({ kind, label }: Link): string {
  switch (kind) {
    case "row":
      return label === "" ? "A row of the menu" : `The row ${quoteNames([label])}`;
    case "option":
      return `The option ${quoteNames([label])}`;
    case "go_to":
      return "“Go to”";
    case "redirect":
      return "The redirect";
    case "after_tries":
      return "What happens after the last invalid answer";
    case "silence":
      return "What happens when the customer is silent";
  }
}
