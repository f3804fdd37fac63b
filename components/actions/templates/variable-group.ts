/** The variables under one heading of the + menu. */
export interface VariableGroup {
  label: string;
  items: VariableItem[];
}

export interface VariableItem {
  reference: string;
  hint: string;
}

/** The template paths of an answer's scalar values, such as `.items[0].id`. */
export function valuePaths(body: unknown, limit = 30): { path: string; value: string }[] {
  if (typeof body !== "object" || body === null) return [];
  const found: { path: string; value: string }[] = [];
  const visit = (value: unknown, path: string): void => {
    if (found.length >= limit || value === null || value === undefined) return;
    if (Array.isArray(value)) return visit(value[0], `${path}[0]`);
    if (typeof value !== "object") return void found.push({ path, value: String(value) });
    for (const [key, inner] of Object.entries(value)) {
      if (!/['{}]/.test(key)) visit(inner, path + referencePart(key));
    }
  };
  visit(body, "");
  return found;
}

/** How a reference continues with a key: `.id` or `['first name']`. */
export function referencePart(key: string): string {
  return /^[^.[\]"\s]+$/.test(key) ? `.${key}` : `['${key}']`;
}

/** The references to a step's last answer, each with its last value as a hint. */
export function lastValues(start: string, body: unknown): VariableItem[] {
  return valuePaths(body).map(({ path, value }) => ({ reference: `${start}${path}`, hint: `last time: ${value}` }));
}
