import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { ScenarioResponse } from "@/server/schemas/scenario/response";
import type { FieldPath } from "../links/list-links";
import { type CheckedScenario, problemOf, quoteNames, type ScenarioProblem } from "./scenario-problem";

/** Finds calls of actions that are gone or switched off, and calls with wrong arguments. */
export function checkActions(interaction: Interaction, scenario: CheckedScenario): ScenarioProblem[] {
  return interaction.responses.flatMap((response, i) =>
    response.kind === "action" ? checkCall(interaction, response, ["responses", i], scenario) : [],
  );
}

function checkCall(
  interaction: Interaction,
  response: Extract<ScenarioResponse, { kind: "action" }>,
  path: FieldPath,
  { surroundings }: CheckedScenario,
): ScenarioProblem[] {
  const error = (at: FieldPath, message: string) => problemOf(interaction, "error", [...path, ...at], message);
  if (response.actionId === "") return [error(["actionId"], "No action is chosen. Choose one.")];
  const action = surroundings.actions.find(({ id }) => id === response.actionId);
  if (!action) return [error(["actionId"], "It calls an action that does not exist. Choose another one.")];
  const name = quoteNames([action.name]);
  if (!action.enabled) {
    return [
      error(["actionId"], `It calls the action ${name}, which is switched off. Switch it on, or choose another.`),
    ];
  }
  const missing = action.arguments.filter(
    (argument) => argument.required && (response.arguments[argument.name] ?? "").trim() === "",
  );
  const unknown = Object.keys(response.arguments).filter(
    (given) => response.arguments[given] !== "" && !action.arguments.some((argument) => argument.name === given),
  );
  return [
    ...missing.map((argument) =>
      error(["arguments", argument.name], `The action ${name} needs a value for ${quoteNames([argument.name])}.`),
    ),
    ...unknown.map((given) =>
      problemOf(
        interaction,
        "warning",
        [...path, "arguments", given],
        `The action ${name} no longer takes ${quoteNames([given])}. Remove the value.`,
      ),
    ),
  ];
}
