import { isWithin, type Fault } from "@/components/actions/faults/fault";
import type { ScenarioProblem } from "@/server/scenario/problems/scenario-problem";
import { type Interaction, writtenInteraction } from "@/server/schemas/scenario/interaction";

/**
 * What is wrong with the draft of an interaction, by path: what the server refuses, and what it stores although it does
 * not work yet, such as a row without a target.
 */
export function findFaults(draft: Interaction, problems: readonly ScenarioProblem[]): Fault[] {
  const issues = writtenInteraction.safeParse(draft).error?.issues ?? [];
  const refused = issues.map(({ path, message }) => ({ path: path.join("."), message }));
  const broken = problems
    .filter(({ severity, interactionId }) => severity === "error" && interactionId === draft.id)
    .map(({ path, message }) => ({ path: path.join("."), message }));
  const unfinished = [...broken, ...attributeFaults(draft)];
  return [...refused, ...unfinished.filter(({ path }) => !refused.some((fault) => isWithin(fault.path, path)))];
}

function attributeFaults({ attributes }: Interaction): Fault[] {
  return attributes.flatMap(({ name, kind, choices, min, max }, i) => {
    const path = `attributes.${i}`;
    const faults: Fault[] = [];
    if (name !== "" && attributes.findIndex((other) => other.name === name) < i) {
      faults.push({ path: `${path}.name`, message: "This name is used above." });
    }
    if (kind === "choice" && choices.length === 0) {
      faults.push({ path: `${path}.choices`, message: "Give at least one choice." });
    }
    if (min !== null && max !== null && min > max) {
      faults.push({ path: `${path}.max`, message: "The largest value is below the smallest." });
    }
    return faults;
  });
}
