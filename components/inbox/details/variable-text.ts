/** A variable's value as it is edited: texts as they are, anything else as JSON. */
export function variableText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * The other way round: what is the JSON of something other than a text, is that; anything else is a text. A value that
 * was a text stays one, so that "007" keeps its zeros.
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
