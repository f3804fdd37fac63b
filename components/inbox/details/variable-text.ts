/** A variable's value as text for editing: strings unchanged, anything else as JSON. */
export function variableText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * The inverse: parses JSON unless it is a string or invalid, and takes anything else as text. A value that was a string
 * stays one, so that "007" keeps its zeros.
 */
export function variableValue(text: string, before: unknown): Json {
  if (typeof before === "string") return text;
  try {
    const value: Json = JSON.parse(text);
    return typeof value === "string" ? text : value;
  } catch {
    return text;
  }
}

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
