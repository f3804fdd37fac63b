import { findJsonFault } from "@/server/actions/templates/render-json";
import { isObject } from "@/server/actions/import/loose-json";
import { parseJson } from "@/server/text/parse-json";
import { NAMED_FIELDS } from "./campaign-body";

/**
 * Why a text cannot be the extra parameters of a campaign webhook (CONTRACTS §5), and how to fix it: invalid JSON with
 * line and column, or a named field. Null if it can. Browsers use it, too.
 */
export function findExtraBodyFault(text: string): string | null {
  if (text.trim() === "") return null;
  const fault = findJsonFault(text);
  if (fault !== null) return fault;
  const value = parseJson(text);
  if (!isObject(value)) return 'The extra parameters must be a JSON object, such as {"source": "parley"}.';
  const taken = NAMED_FIELDS.find((name) => Object.hasOwn(value, name));
  return taken === undefined ? null : `Parley sets "${taken}" itself. Give this parameter another name.`;
}

/** Reads checked extra parameters; empty for none. */
export function readExtraBody(text: string): Record<string, unknown> {
  const value = parseJson(text);
  return isObject(value) ? value : {};
}
