import { renameReference, type Renaming } from "@/server/actions/templates/rename-reference";
import { mapStrings } from "@/server/text/map-strings";
import type { ActionForm } from "../editor/action-form";
import type { StepForm } from "../step-list/step-form";
import { stepKindForms } from "../steps/registry";

/**
 * Renames what an action declares under the old name, and every reference to it in the action: in texts, addresses, JSON
 * bodies and conditions, also in those that the form hides at the moment.
 */
export function renameInForm(form: ActionForm, renaming: Renaming): { form: ActionForm; count: number } {
  let count = 0;
  const steps = changeTexts(form.steps, (text) => {
    const changed = renameReference(text, renaming);
    count += changed.count;
    return changed.text;
  });
  return { form: renameDeclared({ ...form, steps }, renaming), count };
}

/**
 * Whether the references can follow a new name, which the form has already. They cannot if another row still has the old
 * name or had the new one before, because it would be unclear whose references they are.
 */
export function canFollow(form: ActionForm, renaming: Renaming): boolean {
  const { root, from } = renaming;
  return from !== "" && !declaredNames(form, root).includes(from) && !isTaken(form, renaming);
}

/** Whether another row has the new name, too. Several steps may set one variable. */
export function isTaken(form: ActionForm, { root, to }: Pick<Renaming, "root" | "to">): boolean {
  return root !== "variables" && declaredNames(form, root).filter((name) => name === to).length > 1;
}

function declaredNames(form: ActionForm, root: Renaming["root"]): string[] {
  if (root === "variables") return form.steps.flatMap((step) => stepKindForms[step.kind].sets(step));
  const rows = { args: form.arguments, constants: form.constants, steps: form.steps }[root];
  return rows.map(({ name }) => name);
}

function renameDeclared(form: ActionForm, { root, from, to }: Renaming): ActionForm {
  const renamed = (name: string) => (name === from ? to : name);
  const rename = <T extends { name: string }>(rows: T[]) => rows.map((row) => ({ ...row, name: renamed(row.name) }));
  if (root === "args") return { ...form, arguments: rename(form.arguments) };
  if (root === "constants") return { ...form, constants: rename(form.constants) };
  if (root === "steps") return { ...form, steps: rename(form.steps) };
  const steps = form.steps.map((step) => {
    if (step.kind === "set_variables") return { ...step, values: rename(step.values) };
    if (step.kind !== "webhook") return step;
    return { ...step, saved: step.saved.map((row) => ({ ...row, variable: renamed(row.variable) })) };
  });
  return { ...form, steps };
}

/** The cast is safe: `change` leaves every text without `{{` as it is, so keys and kinds stay. */
function changeTexts(steps: StepForm[], change: (text: string) => string): StepForm[] {
  return mapStrings(steps, change) as StepForm[];
}
