import { isAbsent, parseTemplate, renderText, type TemplateValues } from "../../templates/template";
import type { TableStepFilter } from "@/server/schemas/steps/table";
import { takesValue } from "@/server/schemas/table-filter";

/** A filter that cannot compare, because its template has no value. */
export interface MissingValue {
  /** Key of the filter's column. */
  column: string;
  /** Why, as a sentence's end, such as `the argument "phone" was not given`. */
  reason: string;
}

/** The filters whose template has no value at all, such as an optional argument that was left out. */
export function absentValues(filters: TableStepFilter[], values: TemplateValues): MissingValue[] {
  return missing(filters, values, (template) => isAbsent(template, values));
}

/**
 * The filters that a change of rows must not use: those of `absentValues`, and those whose references give an empty text.
 * It would match the rows whose cell is empty, which nobody asked for; `is_empty` does that.
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
