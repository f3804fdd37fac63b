"use client";

import { FormField } from "../../fields/form-field";
import { RowList } from "../../fields/row-list";
import type { FieldsProps } from "../../step-list/step-kind-form";
import { TemplateBox } from "../../templates/template-box";
import { ColumnSelect, type Column } from "./column-select";
import { newCell, type CellRow, type TableForm } from "./table-form";

interface CellRowsProps extends FieldsProps<TableForm> {
  columns: Column[];
}

/** The values of the new or changed rows. */
export function CellRows({ step, path, variables, columns, onChange }: CellRowsProps) {
  const place = `${path}.operation.values`;
  const nameOf = ({ column }: CellRow) => columns.find(({ key }) => key === column)?.name ?? "";
  return (
    <RowList
      title={step.type === "add" ? "What the row holds" : "What is changed"}
      what="column"
      hint={
        step.type === "add"
          ? "Columns that are left out stay empty."
          : "An empty value empties the cell; other columns stay."
      }
      path={place}
      rows={step.values}
      max={200}
      columns="md:grid-cols-[minmax(0,12rem)_minmax(0,1fr)_auto]"
      newRow={newCell}
      firstField="column"
      nameOf={nameOf}
      onChange={(values) => onChange({ values })}
    >
      {(row, index, change) => (
        <>
          <FormField
            path={`${place}.${index}.column`}
            label={`Column ${index + 1}`}
            hidesLabel
            className="max-md:col-span-2"
          >
            <ColumnSelect value={row.column} columns={columns} onChange={(column) => change({ column })} />
          </FormField>
          <FormField path={`${place}.${index}.value`} label="Value" hidesLabel>
            <TemplateBox
              name={`the value of ${nameOf(row) || "the column"}`}
              value={row.value}
              variables={variables}
              placeholder="value"
              onChange={(value) => change({ value })}
            />
          </FormField>
        </>
      )}
    </RowList>
  );
}
