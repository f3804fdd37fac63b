import { definitionInput } from "@/server/actions/definition/definition-input";
import { unusedCallbackFaults } from "@/server/actions/steps/callback/unused-callbacks";
import { standardNameFault } from "@/server/schemas/standard-functions";
import { templateFaults } from "@/server/actions/templates/template-faults";
import { toDefinition, type ActionForm } from "../editor/action-form";
import { conditionTemplates } from "../fields/condition-form";
import { isWithin, type Fault } from "./fault";
import type { StepForm } from "../step-list/step-form";
import { stepKindForms } from "../steps/registry";
import { templateScope } from "../templates/variables";

/**
 * Finds the faults that need no server call, while the user types.
 * @param taken The function names of the bot's other actions, mapped to the names of those actions.
 */
export function findFaults(form: ActionForm, taken: ReadonlyMap<string, string>): Fault[] {
  const definition = toDefinition(form);
  const own = [
    ...functionNameFaults(form, taken),
    ...duplicates(form.arguments, "arguments", "argument"),
    ...duplicates(form.constants, "constants", "constant"),
    ...duplicates(form.steps, "steps", "step"),
    ...secretFaults(form),
    ...form.steps.flatMap((step, index) => stepFaults(form, step, index)),
    ...unusedCallbackFaults(definition.steps).map(({ path, message }) => ({ path: path.join("."), message })),
    ...delayFaults(form),
  ];
  // Prefer the form's own messages: the schema's are unclear for text fields that are parsed as numbers.
  const schema = schemaFaults(definition).filter(({ path }) => !own.some((fault) => isWithin(path, fault.path)));
  return [...own, ...schema];
}

function schemaFaults(definition: unknown): Fault[] {
  const { error } = definitionInput.safeParse(definition);
  return (error?.issues ?? []).map((issue) => ({ path: issue.path.map(String).join("."), message: issue.message }));
}

function functionNameFaults({ functionName }: ActionForm, taken: ReadonlyMap<string, string>): Fault[] {
  const path = "functionName";
  if (functionName === "") return [{ path, message: "Give the function a name, such as get_order_status." }];
  const standard = standardNameFault(functionName);
  if (standard !== null) return [{ path, message: standard }];
  const other = taken.get(functionName);
  if (other === undefined) return [];
  return [{ path, message: `The action “${other}” has this function name. Choose another.` }];
}

function duplicates(items: { name: string }[], list: string, what: string): Fault[] {
  return items.flatMap(({ name }, index) => {
    const path = `${list}.${index}.name`;
    if (name === "") return [{ path, message: `Give the ${what} a name.` }];
    const isTaken = items.findIndex((item) => item.name === name) < index;
    return isTaken
      ? [{ path, message: `There is another ${what} named “${name}”. Give one of them another name.` }]
      : [];
  });
}

function secretFaults({ constants }: ActionForm): Fault[] {
  return constants.flatMap((row, index) => {
    if (!row.secret || row.value !== "" || row.storedAs !== null) return [];
    return [{ path: `constants.${index}.value`, message: "Enter the secret's value." }];
  });
}

function stepFaults(form: ActionForm, step: StepForm, index: number): Fault[] {
  const at = `steps.${index}`;
  // The server knows the secrets.
  const scope = templateScope(form, index, null);
  const { templates, localFaults } = stepKindForms[step.kind];
  const places = [...conditionTemplates(step.condition), ...templates(step)];
  return [
    ...localFaults(step),
    ...places.flatMap(({ path, text }) => templateFaults(text, scope).map((message) => ({ path, message }))),
  ].map(({ path, message }) => ({ path: `${at}.${path}`, message }));
}

function delayFaults({ delay }: ActionForm): Fault[] {
  const seconds = Number(delay);
  const isFine = Number.isInteger(seconds) && seconds >= 0 && seconds <= 60;
  return isFine ? [] : [{ path: "delaySeconds", message: "Write whole seconds from 0 to 60." }];
}
