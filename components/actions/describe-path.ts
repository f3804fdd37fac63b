const fields: Partial<Record<string, string>> = {
  name: "Name",
  functionName: "Function name",
  description: "Description",
  errorMessage: "Error message",
  returnMode: "What the bot gets",
  type: "Type",
  required: "Required",
  enum: "Allowed values",
  value: "Value",
  method: "Method",
  url: "Address",
  text: "Body",
  body: "Body",
  acceptedStatusCodes: "Status codes",
  timeoutSeconds: "Time limit",
};

const lists: Partial<Record<string, string>> = {
  arguments: "Argument",
  constants: "Constant",
  steps: "Step",
  query: "Query parameter",
  headers: "Header",
};

/** Where a fault is, as people see the form: "steps.0.headers.1.value" is "Step 1, Header 2: Value". */
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
      field = `${list}s`;
    } else {
      field = fields[key] ?? key;
    }
  }
  return [places.join(", "), field].filter((part) => part !== "").join(": ");
}
