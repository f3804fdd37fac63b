import { parseDocument } from "yaml";
import { findJsonFault } from "../../templates/render-json";
import { ImportFault } from "../import-fault";

const MAX_BYTES = 5 * 1024 * 1024;

/**
 * Parses a document in JSON or YAML.
 * @throws ImportFault with the place of a syntax error.
 */
export function readDocument(text: string): unknown {
  if (new TextEncoder().encode(text).length > MAX_BYTES) {
    throw new ImportFault("The document is larger than 5 MB. Take out the operations that you do not need.");
  }
  const start = text.trimStart().slice(0, 1);
  if (start === "") throw new ImportFault("There is nothing here yet. Paste an OpenAPI document, or choose a file.");
  if (start === "<") {
    throw new ImportFault(
      "This is a web page, not an OpenAPI document. Look on it for a link to the JSON or YAML file.",
    );
  }
  return start === "{" ? readJson(text) : readYaml(text);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new ImportFault(`The JSON is broken. ${findJsonFault(text) ?? "It cannot be read."}`);
  }
}

function readYaml(text: string): unknown {
  // The search for duplicate keys takes quadratic time: 4 s more for a document of 4 MB.
  const document = parseDocument(text, {
    prettyErrors: true,
    uniqueKeys: false,
    logLevel: "silent",
    merge: true,
  });
  const [first] = document.errors;
  if (first) {
    const [at] = first.linePos ?? [];
    const [reason = ""] = first.message.split(" at line ");
    const message = reason.includes("call stack") ? "lists and objects are nested too deeply." : reason;
    throw new ImportFault(`The YAML is broken. ${at ? `Line ${at.line}, column ${at.col}: ` : ""}${message}`);
  }
  try {
    return document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new ImportFault(`The repetitions in the YAML (&name, *name) cannot be followed. ${error.message}.`);
  }
}
