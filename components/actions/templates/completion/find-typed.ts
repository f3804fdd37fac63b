/** A reference that is being typed: its place in the text, braces included, and what is written so far. */
export interface Typed {
  start: number;
  end: number;
  query: string;
}

/** How a text marks its variables: `{{args.x}}` in actions, `{name}` in a bot's texts. */
export type Braces = "{{" | "{";

const shapes = {
  // A reference may contain any key, such as `['first name']`.
  "{{": { query: /^[^{}\n]{0,200}$/, rest: /^([^{}\n\s]*)\}\}/ },
  // A single brace is also used in JSON and code, so only names count.
  "{": { query: /^\w{0,64}$/, rest: /^(\w*)\}/ },
} as const;

/** The reference around the caret that has been opened but not closed before it; null when there is none. */
export function findTyped(text: string, caret: number, braces: Braces): Typed | null {
  const before = text.slice(0, caret);
  const start = before.lastIndexOf(braces);
  if (start === -1) return null;
  const query = before.slice(start + braces.length);
  const shape = shapes[braces];
  if (!shape.query.test(query)) return null;
  // Replace the whole reference when the caret is inside one that is closed.
  const rest = shape.rest.exec(text.slice(caret))?.[0] ?? "";
  return { start, end: caret + rest.length, query: query.trim() };
}
