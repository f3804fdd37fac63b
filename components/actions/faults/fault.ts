import { schemaFields } from "./schema-fields";

/** What is wrong at a place of the form; the path is that of the definition: "steps.0.url". */
export interface Fault {
  path: string;
  message: string;
}

/** Whether a path lies at or below a place. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}.`);
}

/** Faults in the order of the form, from its top to its end. */
export function inOrder<T extends Fault>(faults: T[]): T[] {
  return faults.toSorted((a, b) => rankOf(a.path).localeCompare(rankOf(b.path), "en", { numeric: true }));
}

/** Fields of all kinds of steps share one order, as no kind has two of them the other way round. */
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
