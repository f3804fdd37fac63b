"use client";

import { FormField } from "../../fields/form-field";
import { RowList } from "../../fields/row-list";
import { Segmented } from "../../fields/segmented";
import type { FieldsProps } from "../../step-list/step-kind-form";
import { ColumnSelect, type Column } from "./column-select";
import { newSort, type TableForm } from "./table-form";

const directions = [
  { value: "asc", label: "Lowest first" },
  { value: "desc", label: "Highest first" },
] as const;

interface SortRowsProps extends FieldsProps<TableForm> {
  columns: Column[];
}

/** The sort order of the rows. */
export function SortRows({ step, path, columns, onChange }: SortRowsProps) {
  const place = `${path}.operation.sort`;
  return (
    <RowList
      title="Order"
      what="column to sort by"
      path={place}
      rows={step.sort}
      max={5}
      columns="md:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_auto]"
      newRow={newSort}
      firstField="column"
      nameOf={({ column }) => columns.find(({ key }) => key === column)?.name ?? ""}
      onChange={(sort) => onChange({ sort })}
    >
      {(row, index, change) => (
        <>
          <FormField
            path={`${place}.${index}.column`}
            label={`Column ${index + 1} to sort by`}
            hidesLabel
            className="max-md:col-span-2"
          >
            <ColumnSelect value={row.column} columns={columns} onChange={(column) => change({ column })} />
          </FormField>
          <FormField path={`${place}.${index}.direction`} label="Direction" hidesLabel>
            <Segmented
              label="Direction"
              value={row.direction}
              options={directions}
              onChange={(direction) => change({ direction })}
            />
          </FormField>
        </>
      )}
    </RowList>
  );
}
