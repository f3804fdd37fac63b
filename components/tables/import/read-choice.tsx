"use client";

import { Field } from "@/components/ui/field";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { separators, type Separator, type SheetPlace } from "@/server/schemas/table-column";
import type { UploadChoice } from "./upload-file";

interface ReadChoiceProps {
  /** The sheet or separator that was read. */
  place: SheetPlace;
  onChange: (choice: UploadChoice) => void;
}

const separatorNames: Record<Separator, string> = {
  ",": "Comma ( , )",
  ";": "Semicolon ( ; )",
  "\t": "Tab",
  "|": "Vertical bar ( | )",
};

/** Chooses the sheet of a workbook or the separator of a CSV file; a change rereads the file. */
export function ReadChoice({ place, onChange }: ReadChoiceProps) {
  if (place.kind === "workbook") {
    return (
      <Field label="Sheet" hint="Hidden sheets are not read." className="max-w-md">
        <Select value={place.sheet} onValueChange={(sheet) => onChange({ sheet })}>
          <SelectTrigger>
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {place.sheets.map((sheet) => (
              <SelectItem key={sheet} value={sheet}>
                {sheet}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </Field>
    );
  }
  return (
    <Field label="Separator" hint="The character between the cells of the file." className="max-w-md">
      <Select
        value={place.separator}
        onValueChange={(mark) => {
          const separator = separators.find((known) => known === mark);
          if (separator) onChange({ separator });
        }}
      >
        <SelectTrigger>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {separators.map((separator) => (
            <SelectItem key={separator} value={separator}>
              {separatorNames[separator]}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </Field>
  );
}
