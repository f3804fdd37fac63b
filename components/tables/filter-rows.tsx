"use client";

import { Plus, X } from "lucide-react";
import { useId } from "react";
import { changeRow, removeRow } from "@/components/actions/fields/rows";
import { Segmented } from "@/components/actions/fields/segmented";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import type { ColumnType, TableColumn } from "@/server/schemas/table-column";
import { takesValue } from "@/server/schemas/table-filter";
import { type FilterDraft, filterFault, newFilter, operatorsFor, withColumn } from "./filter-texts";
import type { RowsView } from "./table-types";

const MAX_FILTERS = 20;

interface FilterRowsProps {
  columns: readonly TableColumn[];
  filters: readonly FilterDraft[];
  match: RowsView["match"];
  onChange: (changes: { filters?: FilterDraft[]; match?: RowsView["match"] }) => void;
}

/** The filters of a view, one per line: column, comparison and value. */
export function FilterRows({ columns, filters, match, onChange }: FilterRowsProps) {
  const [first] = columns;
  return (
    <section aria-label="Filters" className="grid gap-3 border-b bg-muted/50 page-x py-3">
      {filters.length > 1 && (
        <div className="flex flex-wrap items-center gap-2 text-14 text-muted-foreground">
          Show rows that meet
          <Segmented
            label="How many filters a row has to meet"
            value={match}
            options={[
              { value: "all", label: "all filters" },
              { value: "any", label: "any filter" },
            ]}
            onChange={(chosen) => onChange({ match: chosen })}
          />
        </div>
      )}
      <ul className="grid gap-2">
        {filters.map((filter, index) => (
          <FilterRow
            key={filter.key}
            columns={columns}
            filter={filter}
            number={index + 1}
            onChange={(changed) => onChange({ filters: changeRow([...filters], filter.key, changed) })}
            onRemove={() => onChange({ filters: removeRow([...filters], filter.key) })}
          />
        ))}
      </ul>
      {first && filters.length < MAX_FILTERS && (
        <Button
          variant="outline"
          size="sm"
          className="w-fit"
          onClick={() => onChange({ filters: [...filters, newFilter(first)] })}
        >
          <Plus /> Add filter
        </Button>
      )}
    </section>
  );
}

interface FilterRowProps {
  columns: readonly TableColumn[];
  filter: FilterDraft;
  number: number;
  onChange: (filter: FilterDraft) => void;
  onRemove: () => void;
}

function FilterRow({ columns, filter, number, onChange, onRemove }: FilterRowProps) {
  const column = columns.find(({ key }) => key === filter.column);
  const operators = operatorsFor(column?.type ?? "text");
  const fault = column ? filterFault(filter, column) : "This column is gone. Choose another one.";
  const faultId = useId();

  function chooseColumn(key: string) {
    const to = columns.find((known) => known.key === key);
    if (to) onChange(withColumn(filter, column?.type, to));
  }
  function chooseOperator(chosen: string) {
    const operator = operators.find(({ value }) => value === chosen)?.value;
    if (operator) onChange({ ...filter, operator });
  }

  return (
    <li className="grid gap-1">
      <div className="flex flex-wrap items-center gap-2">
        <Select value={column ? filter.column : ""} onValueChange={chooseColumn}>
          <SelectTrigger aria-label={`Column of filter ${number}`} className="w-44 max-sm:min-w-32 max-sm:flex-1">
            <SelectValue placeholder="Column" />
          </SelectTrigger>
          <SelectContent>
            {columns.map(({ key, name }) => (
              <SelectItem key={key} value={key}>
                {name}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <Select value={filter.operator} onValueChange={chooseOperator}>
          <SelectTrigger aria-label={`Comparison of filter ${number}`} className="w-40 max-sm:min-w-32 max-sm:flex-1">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {operators.map(({ value, label }) => (
              <SelectItem key={value} value={value}>
                {label}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        {takesValue(filter.operator) && (
          <FilterValue
            type={column?.type ?? "text"}
            value={filter.value}
            label={`Value of filter ${number}`}
            faultId={fault === null ? undefined : faultId}
            onChange={(value) => onChange({ ...filter, value })}
          />
        )}
        <IconButton label={`Remove filter ${number}`} onClick={onRemove}>
          <X />
        </IconButton>
      </div>
      {fault !== null && (
        <p id={faultId} className="text-13 leading-5 text-destructive-soft-foreground">
          {fault}
        </p>
      )}
    </li>
  );
}

interface FilterValueProps {
  type: ColumnType;
  value: string;
  label: string;
  faultId: string | undefined;
  onChange: (value: string) => void;
}

function FilterValue({ type, value, label, faultId, onChange }: FilterValueProps) {
  if (type === "boolean") {
    return (
      <Select value={value === "false" ? "false" : "true"} onValueChange={onChange}>
        <SelectTrigger aria-label={label} className="w-28">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value="true">yes</SelectItem>
          <SelectItem value="false">no</SelectItem>
        </SelectContent>
      </Select>
    );
  }
  const inputTypes = { text: "text", number: "text", date: "date", datetime: "datetime-local" };
  return (
    <Input
      aria-label={type === "datetime" ? `${label}, in UTC` : label}
      aria-invalid={faultId !== undefined || undefined}
      aria-describedby={faultId}
      type={inputTypes[type]}
      inputMode={type === "number" ? "decimal" : undefined}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="w-52 max-sm:min-w-32 max-sm:flex-1"
    />
  );
}
