import { schemaFields } from "./schema-fields";

/** Fields without a label of their own in a schema; these words win over a schema's. */
const fields: Partial<Record<string, string>> = {
  name: "Name",
  functionName: "Function name",
  description: "Description",
  errorMessage: "Error message",
  returnMode: "What the bot gets",
  delaySeconds: "Delay",
  stopAfterCall: "Stop the dialogue",
  notifyOnCall: "Notify",
  type: "Type",
  required: "Required",
  enum: "Allowed values",
  value: "Value",
  method: "Method",
  url: "Address",
  text: "Text",
  label: "Label",
  title: "Title",
  subtitle: "Subtitle",
  image_url: "Address of the image",
  body: "Body",
  acceptedStatusCodes: "Status codes",
  timeoutSeconds: "Time limit",
  match: "When it runs",
  left: "Value",
  operator: "Comparison",
  right: "Compared with",
  tableId: "Table",
  column: "Column",
  direction: "Direction",
  limit: "Rows at most",
  fileName: "File name",
  path: "Place in the answer",
  variable: "Variable",
};

const lists: Partial<Record<string, string>> = {
  arguments: "Argument",
  constants: "Constant",
  steps: "Step",
  query: "Query parameter",
  headers: "Header",
  rules: "Rule",
  filters: "Filter",
  sort: "Sorting",
  values: "Value",
  saveVariables: "Saved value",
  quick_replies: "Quick reply",
  buttons: "Button",
  cards: "Card",
};

const plurals: Partial<Record<string, string>> = { quick_replies: "Quick replies" };

/** Keys of the definition that the form does not show as separate fields. */
const unseen: ReadonlySet<string> = new Set(["condition", "operation", "content", "interactive"]);

/** Describes a path with the labels of the form: "steps.0.headers.1.value" is "Step 1, Header 2: Value". */
export function describePath(path: string): string {
  const keys = path === "" ? [] : path.split(".");
  const places: string[] = [];
  let field = "";
  for (let i = 0; i < keys.length && field === ""; i += 1) {
    const key = keys[i] ?? "";
    const list = lists[key];
    const index = Number(keys[i + 1]);
    if (list && Number.isInteger(index)) {
      places.push(`${list} ${index + 1}`);
      i += 1;
    } else if (list) {
      field = plurals[key] ?? `${list}s`;
    } else if (!unseen.has(key)) {
      field = fields[key] ?? schemaFields.get(key)?.label ?? key;
    }
  }
  return [places.join(", "), field].filter((part) => part !== "").join(": ");
}
