"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { filterOperators, takesValue } from "@/server/schemas/table-filter";
import { FormField } from "../../fields/form-field";
import { MatchChoice } from "../../fields/match-choice";
import { RowList, ownLine } from "../../fields/row-list";
import type { FieldsProps } from "../../step-list/step-kind-form";
import { TemplateBox } from "../../templates/template-box";
import { ColumnSelect, type Column } from "./column-select";
import {
  filterNames,
  newFilter,
  readFilterOperator,
  type FilterOperator,
  type FilterRow,
  type TableForm,
} from "./table-form";

interface FilterRowsProps extends FieldsProps<TableForm> {
  columns: Column[];
}

/** Selects the rows that match all, or any, of the filters. */
export function FilterRows({ step, path, variables, columns, onChange }: FilterRowsProps) {
  const place = `${path}.operation.filters`;
  const nameOf = ({ column }: FilterRow) => columns.find(({ key }) => key === column)?.name ?? "";
  const ordered = columns
    .filter(
      ({ key, type }) => type === "text" && step.filters.some((row) => row.column === key && orders.has(row.operator)),
    )
    .map(({ name }) => name);
  return (
    <div className="grid gap-2">
      <RowList
        title="Which rows"
        what="filter"
        hint={
          step.type === "find"
            ? "Without a filter, every row matches."
            : "Add at least one filter, so that the step does not affect every row."
        }
        path={place}
        rows={step.filters}
        max={20}
        columns="md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] 2xl:grid-cols-[minmax(0,11rem)_minmax(0,9rem)_minmax(0,1fr)_auto]"
        newRow={newFilter}
        firstField="column"
        nameOf={nameOf}
        onChange={(filters) => onChange({ filters })}
      >
        {(row, index, change) => (
          <>
            <FormField
              path={`${place}.${index}.column`}
              label={`Column of filter ${index + 1}`}
              hidesLabel
              className="max-md:col-span-2"
            >
              <ColumnSelect value={row.column} columns={columns} onChange={(column) => change({ column })} />
            </FormField>
            <FormField path={`${place}.${index}.operator`} label="Comparison" hidesLabel className="max-md:col-span-2">
              <OperatorSelect
                value={row.operator}
                type={columns.find(({ key }) => key === row.column)?.type}
                onChange={(operator) => change({ operator })}
              />
            </FormField>
            {takesValue(row.operator) ? (
              <FormField path={`${place}.${index}.value`} label="Value" hidesLabel className={ownLine}>
                <TemplateBox
                  name={`what ${nameOf(row) || "the column"} is compared with`}
                  value={row.value}
                  variables={variables}
                  placeholder="value"
                  onChange={(value) => change({ value })}
                />
              </FormField>
            ) : (
              <span className={ownLine} />
            )}
          </>
        )}
      </RowList>
      {ordered.length > 0 && (
        <p className="text-13 leading-5 text-muted-foreground">
          {ordered.join(", ")} {ordered.length === 1 ? "holds" : "hold"} text, which is compared letter by letter: 9
          comes after 10. Give the column the type Number to compare amounts.
        </p>
      )}
      {step.filters.length > 1 && (
        <MatchChoice value={step.match} what="filters" onChange={(match) => onChange({ match })} />
      )}
    </div>
  );
}

interface OperatorSelectProps {
  value: FilterOperator;
  type: Column["type"] | undefined;
  onChange: (operator: FilterOperator) => void;
}

function OperatorSelect({ value, type, onChange }: OperatorSelectProps) {
  const fitting = filterOperators.filter((operator) => operator === value || fits(operator, type));
  return (
    <Select value={value} onValueChange={(chosen) => onChange(readFilterOperator(chosen) ?? value)}>
      <SelectTrigger>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {fitting.map((operator) => (
          <SelectItem key={operator} value={operator}>
            {filterNames[operator]}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

const orders = new Set<FilterOperator>(["greater", "greater_or_equal", "less", "less_or_equal"]);

function fits(operator: FilterOperator, type: Column["type"] | undefined): boolean {
  if (operator === "contains") return type === "text" || type === undefined;
  return type !== "boolean" || !orders.has(operator);
}
