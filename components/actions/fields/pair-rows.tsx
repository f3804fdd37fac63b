"use client";

import { Input } from "@/components/ui/input";
import { FormField } from "./form-field";
import { newPair, type PairRow } from "./pair-row";
import { NameInput } from "../renaming/name-input";
import { RowList } from "./row-list";
import { TemplateBox } from "../templates/template-box";
import type { VariableGroup } from "../templates/variable-group";

interface PairRowsProps {
  /** The heading of the list, such as "Query parameters". */
  title: string;
  /** The singular name of a row, such as "query parameter". */
  what: string;
  hint?: string;
  path: string;
  rows: PairRow[];
  max: number;
  variables: VariableGroup[];
  namePlaceholder: string;
  /** The names are those of conversation variables, whose references follow a new name. */
  areVariables?: boolean;
  onChange: (rows: PairRow[]) => void;
}

/** A list of names and values: query parameters, headers or variables. */
export function PairRows({ variables, namePlaceholder, areVariables = false, ...props }: PairRowsProps) {
  const { what, path } = props;
  return (
    <RowList
      {...props}
      columns="md:grid-cols-[minmax(0,12rem)_minmax(0,1fr)_auto]"
      newRow={newPair}
      firstField="name"
      nameOf={(row) => row.name}
    >
      {(row, index, change) => (
        <>
          <FormField
            path={`${path}.${index}.name`}
            label={`Name of ${what} ${index + 1}`}
            hidesLabel
            className="max-md:col-span-2"
          >
            {areVariables ? (
              <NameInput
                root="variables"
                value={row.name}
                placeholder={namePlaceholder}
                onChange={(name) => change({ name })}
              />
            ) : (
              <Input
                value={row.name}
                maxLength={200}
                placeholder={namePlaceholder}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                className="font-mono md:text-13"
                onChange={(event) => change({ name: event.target.value })}
              />
            )}
          </FormField>
          <FormField path={`${path}.${index}.value`} label="Value" hidesLabel>
            <TemplateBox
              name={`the value of ${row.name === "" ? what : row.name}`}
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
