import { isAbsent, parseTemplate, renderText, type TemplateValues } from "../../templates/template";
import type { TableStepFilter } from "@/server/schemas/steps/table";
import { takesValue } from "@/server/schemas/table-filter";

/** A filter that cannot be compared because its template has no value. */
export interface MissingValue {
  /** The key of the filter's column. */
  column: string;
  /** The reason, as the end of a sentence, such as `the argument "phone" was not given`. */
  reason: string;
}

/** The filters whose template has no value, such as an optional argument that was left out. */
export function absentValues(filters: TableStepFilter[], values: TemplateValues): MissingValue[] {
  return missing(filters, values, (template) => isAbsent(template, values));
}

/**
 * The filters that must not be used to change rows: those of `absentValues`, and those whose template renders to an
 * empty text. The latter would match rows with an empty cell by accident; `is_empty` does so on purpose.
 */
export function emptyValues(filters: TableStepFilter[], values: TemplateValues): MissingValue[] {
  return missing(filters, values, (template) => template.includes("{{") && renderText(template, values).trim() === "");
}

function missing(
  filters: TableStepFilter[],
  values: TemplateValues,
  hasNone: (template: string) => boolean,
): MissingValue[] {
  return filters
    .filter(({ operator, value }) => takesValue(operator) && hasNone(value))
    .map(({ column, value }) => ({ column, reason: reasonOf(value, values) }));
}

function reasonOf(template: string, values: TemplateValues): string {
  const part = parseTemplate(template).find(({ kind }) => kind === "value");
  if (part?.kind !== "value" || !part.reference) return "its value is empty";
  const { root, name } = part.reference;
  if (root !== "args") return `${part.source} has no value`;
  return name in values.args ? `the argument "${name}" is empty` : `the argument "${name}" was not given`;
}
