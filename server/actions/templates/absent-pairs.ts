import { isAbsent, parseTemplate, type TemplateValues } from "./template";

/**
 * Removes the query parameters of an address template that consist of a value that was left out:
 * `?limit={{args.limit}}&page=1` becomes `?page=1`.
 */
export function withoutAbsentPairs(template: string, values: TemplateValues): string {
  const start = placesOf(/[?&]/g, template).at(0);
  if (start === undefined) return template;
  const end = placesOf(/#/g, template).find((at) => at > start) ?? template.length;
  const mark = template.slice(start, start + 1);
  const kept = givenPairs(template.slice(start + 1, end), values);
  return template.slice(0, start) + (kept === "" ? "" : mark + kept) + template.slice(end);
}

/** Removes the pairs of a query or form that consist of a value that was left out. */
export function givenPairs(pairs: string, values: TemplateValues): string {
  const cuts = placesOf(/&/g, pairs);
  return [-1, ...cuts]
    .map((cut, i) => pairs.slice(cut + 1, cuts[i] ?? pairs.length))
    .filter((pair) => {
      const equals = placesOf(/=/g, pair).at(0) ?? -1;
      return !isAbsent(pair.slice(equals + 1), values);
    })
    .join("&");
}

/** The offsets of a character outside of double braces. */
function placesOf(character: RegExp, template: string): number[] {
  let offset = 0;
  return parseTemplate(template).flatMap((part) => {
    const from = offset;
    offset += part.kind === "text" ? part.text.length : part.source.length;
    return part.kind === "text" ? Array.from(part.text.matchAll(character), ({ index }) => from + index) : [];
  });
}
