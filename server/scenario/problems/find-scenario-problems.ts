import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { ScenarioSettings } from "@/server/schemas/scenario/scenario";
import { checkActions } from "./check-actions";
import { checkAddresses } from "./check-addresses";
import { checkLoops } from "./check-loops";
import { checkMenu } from "./check-menu";
import { checkNames, knownNames } from "./check-names";
import { checkPhrases } from "./check-phrases";
import { checkReach } from "./check-reach";
import { checkRoles } from "./check-roles";
import { checkTargets } from "./check-targets";
import { checkWebhooks } from "./check-webhooks";
import type { CheckedScenario, ScenarioProblem, Surroundings } from "./scenario-problem";

/** More than anybody reads. */
const MOST_LISTED = 500;

/**
 * Finds what is wrong in a scenario: first what concerns all of it, then by interaction in their order. It needs no
 * database, so that the editor can call it with changes that are not saved yet.
 */
export function findScenarioProblems(
  interactions: readonly Interaction[],
  settings: ScenarioSettings,
  surroundings: Surroundings,
): ScenarioProblem[] {
  const byId = new Map(interactions.map((one) => [one.id, one]));
  const scenario: CheckedScenario = { interactions, settings, byId, surroundings };
  const known = knownNames(scenario);
  const found = [
    ...checkRoles(scenario),
    ...checkReach(scenario),
    ...checkLoops(scenario),
    ...checkPhrases(scenario),
    ...interactions.flatMap((interaction) => [
      ...checkTargets(interaction, scenario),
      ...checkMenu(interaction, scenario),
      ...checkAddresses(interaction),
      ...checkActions(interaction, scenario),
      ...checkWebhooks(interaction, scenario),
      ...checkNames(interaction, known),
    ]),
  ];
  const places = new Map(interactions.map(({ id }, i) => [id, i]));
  const placeOf = ({ interactionId }: ScenarioProblem) =>
    interactionId === null ? -1 : (places.get(interactionId) ?? 0);
  return found
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST_LISTED)
    .toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Errors are first, so that a long list of warnings does not hide them. */
function rank({ severity }: ScenarioProblem): number {
  return severity === "error" ? 0 : 1;
}
