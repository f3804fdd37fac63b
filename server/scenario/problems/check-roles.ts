import type { CheckedScenario, ScenarioProblem } from "./scenario-problem";

/** Finds out whether an enabled scenario has what every conversation needs. */
export function checkRoles({ interactions, settings }: CheckedScenario): ScenarioProblem[] {
  if (!settings.enabled) return [];
  const lacks = (wanted: "welcome" | "fallback") => !interactions.some(({ role }) => role === wanted);
  const found: ScenarioProblem[] = [];
  if (lacks("welcome")) {
    const message =
      "The scenario has no Welcome, with which every conversation begins. Add one, or switch the scenario off.";
    found.push({ severity: "error", message, interactionId: null, path: [] });
  }
  if (lacks("fallback") && !settings.modelAnswers) {
    const message = "The scenario has no Fallback, so a customer who is not understood gets no useful answer. Add one.";
    found.push({ severity: "warning", message, interactionId: null, path: [] });
  }
  return found;
}
