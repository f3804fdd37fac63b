import type { ActionForm } from "./action-form";

/** What a `+` menu offers under one heading. */
export interface VariableGroup {
  label: string;
  items: { reference: string; hint: string }[];
}

/** What a step's templates may use: arguments, constants, and what earlier steps returned. */
export function variableGroups(form: ActionForm, index: number, bodies: ReadonlyMap<string, unknown>): VariableGroup[] {
  const groups: VariableGroup[] = [
    {
      label: "Arguments",
      items: named(form.arguments).map((row) => ({ reference: `args.${row.name}`, hint: row.description || row.type })),
    },
    {
      label: "Constants",
      items: named(form.constants).map((row) => ({
        reference: `constants.${row.name}`,
        hint: row.secret ? "secret" : row.value,
      })),
    },
    ...named(form.steps.slice(0, index)).map(({ name }) => ({
      label: `What “${name}” returned`,
      items: stepItems(name, bodies.get(name)),
    })),
  ];
  return groups.filter(({ items }) => items.length > 0);
}

/** Paths to the plain values of an answer, as templates write them: `.items[0].id`. */
export function valuePaths(body: unknown, limit = 30): { path: string; value: string }[] {
  if (typeof body !== "object" || body === null) return [];
  const found: { path: string; value: string }[] = [];
  const visit = (value: unknown, path: string): void => {
    if (found.length >= limit || value === null || value === undefined) return;
    if (Array.isArray(value)) return visit(value[0], `${path}[0]`);
    if (typeof value !== "object") return void found.push({ path, value: String(value) });
    for (const [key, inner] of Object.entries(value)) {
      if (!/['{}]/.test(key)) visit(inner, path + (/^[^.[\]"\s]+$/.test(key) ? `.${key}` : `['${key}']`));
    }
  };
  visit(body, "");
  return found;
}

function stepItems(name: string, body: unknown): VariableGroup["items"] {
  const start = `steps.${name}`;
  return [
    { reference: `${start}.body`, hint: "the whole answer; go on with .path.to.value" },
    { reference: `${start}.status`, hint: "the status code, such as 200" },
    { reference: `${start}.headers.`, hint: "a header of the answer; write its name" },
    ...valuePaths(body).map(({ path, value }) => ({ reference: `${start}.body${path}`, hint: `last time: ${value}` })),
  ];
}

function named<T extends { name: string }>(items: T[]): T[] {
  return items.filter(({ name }) => name !== "");
}
