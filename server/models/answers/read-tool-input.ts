import { type Node, parseTree } from "jsonc-parser";
import { isExactNumber } from "./exact-number";
import type { ToolCall } from "@/server/schemas/tool-call";
import { parseJson } from "@/server/text/parse-json";
import { isDeeperThan } from "@/server/text/is-deeper-than";
import { excerpt } from "@/server/text/excerpt";

/** In characters. Real inputs are short, and each is stored in the trace and the history. */
const MAX_INPUT = 32_000;
/** Maximum nesting of lists and objects. */
const MAX_DEPTH = 32;
/** Maximum characters of a refused input that are kept, including the "…" of a cut. */
const SHOWN = 1001;

/**
 * Parses the input of a tool call: JSON, or JSON inside a JSON string. A number that cannot be parsed exactly is
 * returned as a string of its digits. Text that is not JSON is returned unchanged, for the caller to refuse. `fault` is
 * set when the call cannot be made.
 */
export function readToolInput(written: string): Pick<ToolCall, "input" | "fault"> {
  if (written.trim() === "") return { input: {} };
  if (written.length > MAX_INPUT) {
    const fault = `The call was not made: its arguments are longer than ${MAX_INPUT.toLocaleString("en")} characters. Call again with shorter ones.`;
    return { input: excerpt(written, SHOWN), fault };
  }
  const [text, value] = unwrapped(written);
  if (value === undefined) return { input: written };
  if (isDeeperThan(value, MAX_DEPTH)) {
    return {
      input: excerpt(written, SHOWN),
      fault: `The call was not made: its arguments are nested more than ${MAX_DEPTH} deep.`,
    };
  }
  return { input: mayLoseDigits(text) ? exactValue(text, parseTree(text)) : value };
}

/** Returns the JSON and its value; for a string that contains JSON, the inner JSON and its value. */
function unwrapped(written: string): [text: string, value: unknown] {
  const value = parseJson(written);
  const inner = typeof value === "string" ? parseJson(value) : undefined;
  return typeof value === "string" && inner !== null && typeof inner === "object" ? [value, inner] : [written, value];
}

function mayLoseDigits(json: string): boolean {
  return /[\d.]{16}|\de/i.test(json);
}

function exactValue(json: string, node: Node | undefined): unknown {
  switch (node?.type) {
    case "object":
      return Object.fromEntries(
        (node.children ?? []).map(({ children: [key, value] = [] }) => [key?.value, exactValue(json, value)]),
      );
    case "array":
      return (node.children ?? []).map((item) => exactValue(json, item));
    case "number": {
      const digits = json.slice(node.offset, node.offset + node.length);
      return isExactNumber(digits) ? Number(digits) : digits;
    }
    default:
      return node?.value;
  }
}
