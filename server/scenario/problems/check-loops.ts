import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { FieldPath } from "../links/list-links";
import { MAX_HOPS } from "../run/max-hops";
import { type CheckedScenario, problemOf, type ScenarioProblem } from "./scenario-problem";

/** Where a conversation goes from an interaction before the customer can answer. */
interface Hop {
  to: { kind: "interaction" | "campaign"; id: string };
  path: FieldPath;
}

/**
 * Finds circles in which the customer is never asked anything, through other campaigns, too, and chains that are cut
 * because they are too long. Each circle is reported once, at its first interaction.
 */
export function checkLoops(scenario: CheckedScenario): ScenarioProblem[] {
  const { interactions } = scenario;
  const inCircles = new Set<string>();
  const circles = interactions.flatMap((interaction) => {
    if (inCircles.has(interaction.id)) return [];
    const circle = circleOf(interaction, scenario);
    for (const { id } of circle?.interactions ?? []) inCircles.add(id);
    if (circle === null) return [];
    const [hop] = hopsFrom(interaction, scenario);
    return [problemOf(interaction, "error", hop?.path ?? [], sayCircle(circle.names))];
  });
  return [...circles, ...interactions.flatMap((interaction) => longChain(interaction, scenario))];
}

/** Follows the only way on from an interaction until it waits or comes back; null if it does not come back. */
function circleOf(
  start: Interaction,
  scenario: CheckedScenario,
): { interactions: Interaction[]; names: string[] } | null {
  const interactions = [start];
  const names = [start.name];
  const seen = new Set<string>();
  let hop = hopOf(start);
  while (hop) {
    const { kind, id } = hop.to;
    if (kind === "interaction" && id === start.id) return { interactions, names };
    if (seen.has(`${kind} ${id}`)) return null;
    seen.add(`${kind} ${id}`);
    const next = nextHop(hop, scenario);
    if (next === null) return null;
    if (next.interaction) interactions.push(next.interaction);
    names.push(next.name);
    hop = next.hop;
  }
  return null;
}

/** All hops from an interaction until the conversation waits, but not more than are needed to see that they are too many. */
function hopsFrom(start: Interaction, scenario: CheckedScenario): Hop[] {
  const hops: Hop[] = [];
  let hop = hopOf(start);
  while (hop && hops.length <= MAX_HOPS) {
    hops.push(hop);
    hop = nextHop(hop, scenario)?.hop ?? null;
  }
  return hops;
}

/** Where a hop leads, and the hop from there; null if the target does not exist. */
function nextHop({ to }: Hop, { interactions, byId, surroundings }: CheckedScenario) {
  if (to.kind === "interaction") {
    const interaction = byId.get(to.id);
    return interaction ? { interaction, name: interaction.name, hop: hopOf(interaction) } : null;
  }
  const campaign = surroundings.campaigns.find(({ id }) => id === to.id);
  if (!campaign) return null;
  return { interaction: undefined, name: campaign.name, hop: hopOfCampaign(campaign.leadsTo) };

  function hopOfCampaign(leadsTo: string | null): Hop | null {
    if (leadsTo === null) return null;
    if (leadsTo !== surroundings.botId) return { to: { kind: "campaign", id: leadsTo }, path: [] };
    const welcome = interactions.find(({ role }) => role === "welcome");
    return welcome ? { to: { kind: "interaction", id: welcome.id }, path: [] } : null;
  }
}

/** A value is asked for again each time only if the author says so; otherwise the second round does not wait. */
export function hopOf({ responses, attributes, menu, redirect }: Interaction): Hop | null {
  for (const [i, response] of responses.entries()) {
    if (response.kind === "person") return null;
    if (response.kind === "go_to") {
      return { to: { kind: "interaction", id: response.interactionId }, path: ["responses", i, "interactionId"] };
    }
  }
  if (menu !== null || attributes.some(({ asksAgain }) => asksAgain)) return null;
  if (redirect?.type === "interaction") {
    return { to: { kind: "interaction", id: redirect.interactionId }, path: ["redirect"] };
  }
  return redirect?.type === "campaign" ? { to: { kind: "campaign", id: redirect.botId }, path: ["redirect"] } : null;
}

function sayCircle(names: string[]): string {
  const [first = "", ...others] = names;
  const advice = "Let one of them show a menu or ask for a value each time, or lead one of them elsewhere.";
  if (others.length === 0) {
    return `“${first}” leads to itself without waiting for the customer. Lead it elsewhere, or let it show a menu.`;
  }
  const way = [...others.slice(0, 5), ...(others.length > 5 ? ["…"] : []), first].map((name) => `“${name}”`);
  return `“${first}” leads to ${way.join(", then ")}, without ever waiting for the customer. ${advice}`;
}

/** Reports a chain where it first becomes too long; a circle is longer than any chain. */
function longChain(interaction: Interaction, scenario: CheckedScenario): ScenarioProblem[] {
  const hops = hopsFrom(interaction, scenario);
  if (hops.length !== MAX_HOPS) return [];
  const message = `From here, the conversation goes through more than ${MAX_HOPS} interactions without waiting for the customer, and is cut there. Let one of them show a menu or ask for a value.`;
  return [problemOf(interaction, "error", hops[0]?.path ?? [], message)];
}
