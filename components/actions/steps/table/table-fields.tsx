"use client";

import { Input } from "@/components/ui/input";
import { ChoicePicker } from "../../fields/choice-picker";
import { useTableChoices } from "../../fields/choices";
import { FormField } from "../../fields/form-field";
import { NewTabLink } from "../../fields/new-tab-link";
import { Segmented } from "../../fields/segmented";
import type { FieldsProps } from "../../step-list/step-kind-form";
import { CellRows } from "./cell-rows";
import { FilterRows } from "./filter-rows";
import { SortRows } from "./sort-rows";
import { hasFilters, hasValues, type TableForm } from "./table-form";

const operations = [
  { value: "find", label: "Find rows" },
  { value: "add", label: "Add a row" },
  { value: "update", label: "Change rows" },
  { value: "delete", label: "Delete rows" },
] as const;

/** The table, the operation, and the rows it applies to. */
export function TableFields(props: FieldsProps<TableForm>) {
  const { step, path, variables, onChange } = props;
  const { data: tables, error, refetch } = useTableChoices();
  const table = tables?.find(({ id }) => id === step.tableId);
  const parts = { step, path, variables, onChange, columns: table?.columns ?? [] };
  return (
    <div className="grid min-w-0 gap-5">
      <FormField path={`${path}.tableId`} label="Table" required>
        <ChoicePicker
          value={step.tableId}
          choices={tables?.map(({ id, name, isLinked }) => ({ id, name, hint: isLinked ? "linked" : undefined }))}
          error={error}
          placeholder="Choose a table"
          whenNone={
            <>
              There is no data table in your workspace yet. <NewTabLink href="/tables">Create or import one</NewTabLink>
              , then come back.
            </>
          }
          onRetry={() => void refetch()}
          onChange={(tableId) => onChange({ tableId })}
        />
      </FormField>
      <FormField
        path={`${path}.operation.type`}
        label="What is done"
        hint={
          table?.isLinked && step.type !== "find"
            ? "This table follows its source and would lose the change: steps can only find rows in it."
            : undefined
        }
      >
        <Segmented
          label="What is done"
          value={step.type}
          options={operations}
          onChange={(type) => onChange({ type })}
        />
      </FormField>
      {hasFilters(step.type) && <FilterRows {...parts} />}
      {hasValues(step.type) && <CellRows {...parts} />}
      {step.type === "find" && (
        <>
          <SortRows {...parts} />
          <FormField path={`${path}.operation.limit`} label="Rows at most" hint="1 to 100." className="max-w-40">
            <Input
              value={step.limit}
              inputMode="numeric"
              autoComplete="off"
              className="tabular-nums"
              onChange={(event) => onChange({ limit: event.target.value })}
            />
          </FormField>
        </>
      )}
    </div>
  );
}
