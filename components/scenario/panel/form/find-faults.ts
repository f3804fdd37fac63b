import { isWithin, type Fault } from "@/components/actions/faults/fault";
import { interaction, type Interaction } from "@/server/schemas/scenario/interaction";
import { targetFault } from "../fields/target-fault";
import { menuFaults } from "../menu/menu-faults";
import { responseFaults } from "../responses/response-faults";

/**
 * What is wrong with the draft of an interaction, by path. Besides what the server refuses, this contains what it stores
 * although it does not work yet, such as a row without a target.
 */
export function findFaults(draft: Interaction): Fault[] {
  const issues = interaction.safeParse(draft).error?.issues ?? [];
  const refused = issues.map(({ path, message }) => ({ path: path.join("."), message }));
  const unfinished = [...menuFaults(draft), ...responseFaults(draft.responses), ...otherFaults(draft)];
  return [...refused, ...unfinished.filter(({ path }) => !refused.some((fault) => isWithin(fault.path, path)))];
}

function otherFaults({ redirect, attributes, silence }: Interaction): Fault[] {
  const faults: Fault[] = [];
  if (redirect) faults.push(...targetFault(redirect, "redirect"));
  for (const [i, attribute] of attributes.entries()) {
    const path = `attributes.${i}`;
    const isTwice = attributes.findIndex(({ name }) => name === attribute.name) < i;
    if (attribute.name !== "" && isTwice) faults.push({ path: `${path}.name`, message: "This name is used above." });
    if (attribute.kind === "choice" && attribute.choices.length === 0) {
      faults.push({ path: `${path}.choices`, message: "Give at least one choice." });
    }
    if (attribute.min !== null && attribute.max !== null && attribute.min > attribute.max) {
      faults.push({ path: `${path}.max`, message: "The largest value is below the smallest." });
    }
    if (attribute.afterTries.type !== "skip") faults.push(...targetFault(attribute.afterTries, `${path}.afterTries`));
  }
  for (const [i, { effect }] of silence.entries()) {
    if (effect.type === "interaction") faults.push(...targetFault(effect, `silence.${i}.effect`));
  }
  return faults;
}
