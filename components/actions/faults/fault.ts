import { schemaFields } from "./schema-fields";

/** A problem with one field. The path is that of the definition, such as "steps.0.url". */
export interface Fault {
  path: string;
  message: string;
}

/** Whether a path equals a given path or is nested under it. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}.`);
}

/** Sorts faults in the order of the form, from top to bottom. */
export function inOrder<T extends Fault>(faults: T[]): T[] {
  return faults.toSorted((a, b) => rankOf(a.path).localeCompare(rankOf(b.path), "en", { numeric: true }));
}

/** All kinds of steps share one field order, because no kind shows two of these fields in reverse. */
const formOrder = [
  "name",
  "functionName",
  "description",
  "arguments",
  "constants",
  "steps",
  "condition",
  "match",
  "rules",
  "left",
  "operator",
  "right",
  "tableId",
  "method",
  "label",
  "type",
  "url",
  "fileName",
  "query",
  "headers",
  "body",
  "filters",
  "sort",
  "column",
  "direction",
  "limit",
  "values",
  "text",
  "interactive",
  "title",
  "subtitle",
  "image_url",
  "buttons",
  "path",
  "variable",
  "value",
  "acceptedStatusCodes",
  "timeoutSeconds",
  "saveVariables",
  "enum",
  "returnMode",
  "errorMessage",
  "delaySeconds",
  "stopAfterCall",
  "notifyOnCall",
  ...schemaFields.keys(),
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
