import { StepFault } from "../step-fault";

/** The longest text that a template may render, the same as an answer's limit (CONTRACTS §3). */
const MAX_CHARACTERS = 1024 * 1024;
/** All templates of a step together: its condition, its address, its headers and its body may each use a long answer. */
const MAX_CHARACTERS_OF_STEP = 3 * MAX_CHARACTERS;

/** What the templates of one execution of a step may still render. */
export interface StepBudget {
  left: number;
}

export function openStepBudget(): StepBudget {
  return { left: MAX_CHARACTERS_OF_STEP };
}

/**
 * Makes the function that counts the pieces of one rendered template and gives each back.
 * @throws StepFault once they are more than 1 MB, or than 3 MB for the whole step.
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
