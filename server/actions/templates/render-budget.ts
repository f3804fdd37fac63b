import { StepFault } from "../step-fault";

/** The longest text that a template may render, the same as the limit for an answer (CONTRACTS §3). */
const MAX_CHARACTERS = 1024 * 1024;
/** The limit for all templates of a step together, since several of them may use a long answer. */
const MAX_CHARACTERS_OF_STEP = 3 * MAX_CHARACTERS;

/** How many characters one execution of a step may still render. */
export interface StepBudget {
  left: number;
}

export function openStepBudget(): StepBudget {
  return { left: MAX_CHARACTERS_OF_STEP };
}

/**
 * Returns a function that counts the pieces of one rendered template and returns each unchanged.
 * @throws StepFault when the template exceeds 1 MB or the whole step exceeds 3 MB.
 */
export function openBudget(step: StepBudget = openStepBudget()): (piece: string) => string {
  let left = MAX_CHARACTERS;
  return (piece) => {
    left -= piece.length;
    step.left -= piece.length;
    if (left < 0) throw new StepFault(`A text of this step comes out longer than 1 MB. ${ADVICE}`);
    if (step.left < 0) throw new StepFault(`The texts of this step come out longer than 3 MB together. ${ADVICE}`);
    return piece;
  };
}

const ADVICE = "Use a part of the value that fills it, such as {{steps.<name>.body.id}}, or use it less often.";
