import type { Interaction } from "@/server/schemas/scenario/interaction";
import { listLinks } from "../links/list-links";
import { type CheckedScenario, problemOf, type ScenarioProblem } from "./scenario-problem";

/** Finds interactions that no customer can come to, and those that answer nothing when one does. */
export function checkReach(scenario: CheckedScenario): ScenarioProblem[] {
  const { interactions } = scenario;
  const reached = reachable(scenario);
  const usesWebhooks = interactions.some(({ fulfilmentId }) => fulfilmentId !== null);
  return interactions.flatMap((interaction) => {
    if (!reached.has(interaction.id)) {
      const unless = usesWebhooks ? ", unless a webhook goes to it" : "";
      const message = `No customer comes to this interaction${unless}. Give it a phrase, a trigger or a keyword, or lead to it from another one.`;
      return [problemOf(interaction, "warning", [], message)];
    }
    if (!isEmpty(interaction)) return [];
    return [
      problemOf(
        interaction,
        "error",
        ["responses"],
        "This interaction answers nothing. Add a response, a menu, a redirect or a webhook.",
      ),
    ];
  });
}

function isEmpty({ responses, attributes, menu, redirect, fulfilmentId }: Interaction): boolean {
  return (
    responses.length === 0 && attributes.length === 0 && menu === null && redirect === null && fulfilmentId === null
  );
}

/** The ids of the interactions that customers start with, and of all that these lead to. */
function reachable({ interactions, byId }: CheckedScenario): Set<string> {
  const reached = new Set(interactions.filter(isStart).map(({ id }) => id));
  // A set also iterates over what is added meanwhile.
  for (const id of reached) {
    const interaction = byId.get(id);
    for (const { target } of interaction ? listLinks(interaction) : []) {
      if (target.type === "interaction") reached.add(target.interactionId);
    }
  }
  return reached;
}

function isStart({ role, phrases, triggers, keywords }: Interaction): boolean {
  return role !== "regular" || phrases.length + triggers.length + keywords.length > 0;
}
