import { definitionInput } from "@/server/actions/definition-input";
import { findJsonFault } from "@/server/actions/render-json";
import { templateFaults, type TemplateScope } from "@/server/actions/template-faults";
import { keepsSecret, toDefinition, type ActionForm, type StepForm } from "./action-form";
import { statusCodesFault } from "./status-codes";

/** What is wrong at a place of the form; the path is that of the definition: "steps.0.url". */
export interface Fault {
  path: string;
  message: string;
}

/**
 * What can be told without asking the server, as the form is typed.
 * @param taken The functions of the bot's other actions, with those actions' names.
 */
export function findFaults(form: ActionForm, taken: ReadonlyMap<string, string>): Fault[] {
  const own = [
    ...functionNameFaults(form, taken),
    ...duplicates(form.arguments, "arguments", "argument"),
    ...duplicates(form.constants, "constants", "constant"),
    ...duplicates(form.steps, "steps", "step"),
    ...secretFaults(form),
    ...form.steps.flatMap((step, index) => stepFaults(form, step, index)),
  ];
  // The schema's words are for machines where a box holds a text that is read as numbers.
  const schema = schemaFaults(form).filter(({ path }) => !own.some((fault) => isWithin(path, fault.path)));
  return [...own, ...schema];
}

/** Whether a path lies at or below a place. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}.`);
}

/** Faults in the order of the form, from its top to its end. */
export function inOrder<T extends Fault>(faults: T[]): T[] {
  return faults.toSorted((a, b) => rankOf(a.path).localeCompare(rankOf(b.path), "en", { numeric: true }));
}

const formOrder = [
  "name",
  "functionName",
  "description",
  "arguments",
  "constants",
  "steps",
  "method",
  "type",
  "url",
  "query",
  "headers",
  "body",
  "text",
  "value",
  "acceptedStatusCodes",
  "timeoutSeconds",
  "enum",
  "returnMode",
  "errorMessage",
];

function rankOf(path: string): string {
  return path
    .split(".")
    .map((key) => {
      const place = formOrder.indexOf(key);
      return String(place === -1 ? key : place + 1);
    })
    .join(".");
}

/** What the editor knows to be usable in a step's templates. */
function scopeOf(form: ActionForm, index: number): TemplateScope {
  return {
    args: namesOf(form.arguments),
    constants: namesOf(form.constants),
    earlierSteps: namesOf(form.steps.slice(0, index)),
    laterSteps: namesOf(form.steps.slice(index)),
  };
}

function schemaFaults(form: ActionForm): Fault[] {
  const { error } = definitionInput.safeParse(toDefinition(form));
  return (error?.issues ?? []).map((issue) => ({ path: issue.path.map(String).join("."), message: issue.message }));
}

function functionNameFaults({ functionName }: ActionForm, taken: ReadonlyMap<string, string>): Fault[] {
  const path = "functionName";
  if (functionName === "") return [{ path, message: "Give the function a name, such as get_order_status." }];
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
    if (!row.secret || row.value !== "" || keepsSecret(row) || row.storedAs === row.name) return [];
    const message =
      row.storedAs === null
        ? "Enter the secret's value."
        : `The value is stored under the name “${row.storedAs}”. Enter it again for the new name.`;
    return [{ path: `constants.${index}.value`, message }];
  });
}

function stepFaults(form: ActionForm, step: StepForm, index: number): Fault[] {
  const at = `steps.${index}`;
  const scope = scopeOf(form, index);
  const templates = [
    { path: `${at}.url`, text: step.url },
    ...step.query.map(({ value }, i) => ({ path: `${at}.query.${i}.value`, text: value })),
    ...step.headers.map(({ value }, i) => ({ path: `${at}.headers.${i}.value`, text: value })),
    ...(step.bodyType === "none" ? [] : [{ path: `${at}.body.text`, text: step.bodyText }]),
  ];
  const json = step.bodyType === "json" ? findJsonFault(step.bodyText) : null;
  const codes = step.isFiltered ? statusCodesFault(step.statusCodes) : null;
  return [
    ...(json === null ? [] : [{ path: `${at}.body.text`, message: json }]),
    ...templates.flatMap(({ path, text }) => templateFaults(text, scope).map((message) => ({ path, message }))),
    ...(codes === null ? [] : [{ path: `${at}.acceptedStatusCodes`, message: codes }]),
    ...timeoutFaults(step, at),
  ];
}

function timeoutFaults({ timeout }: StepForm, at: string): Fault[] {
  const seconds = Number(timeout);
  const isFine = Number.isInteger(seconds) && seconds >= 1 && seconds <= 120;
  return isFine ? [] : [{ path: `${at}.timeoutSeconds`, message: "Write whole seconds from 1 to 120." }];
}

function namesOf(items: { name: string }[]): string[] {
  return items.map(({ name }) => name).filter((name) => name !== "");
}
