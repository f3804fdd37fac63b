/**
 * Compares a path with a template such as `/events/{event_id}`.
 * @returns the parts that the template names; null if the path differs.
 */
export function matchPath(template: string, path: string): Record<string, string> | null {
  const [expected, given] = [template.split("/"), path.split("/")];
  if (expected.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of expected.entries()) {
    const value = decoded(given[i] ?? "");
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (value === null || (name === undefined ? part !== value : value === "")) return null;
    if (name !== undefined) params[name] = value;
  }
  return params;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
