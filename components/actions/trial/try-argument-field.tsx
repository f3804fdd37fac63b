"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { linesOf, type ArgumentRow } from "../editor/action-form";

/** Where the field is shown: in the trial panel, or in the dialog for one step. */
type TryPlace = "panel" | "step";

interface TryArgumentFieldProps {
  place: TryPlace;
  argument: ArgumentRow;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** The input for one argument of a trial, chosen by its type. */
export function TryArgumentField({ place, argument, value, error, onChange }: TryArgumentFieldProps) {
  const { name, description, required } = argument;
  return (
    <Field
      id={tryFieldId(place, name)}
      label={<code className="font-mono text-13">{name}</code>}
      hint={description || undefined}
      aside={required ? undefined : "Optional"}
      required={required}
      error={error}
    >
      <TryBox argument={argument} value={value} onChange={onChange} />
    </Field>
  );
}

export function tryFieldId(place: TryPlace, name: string): string {
  return `try-${place}-${name}`;
}

function TryBox({ argument, value, onChange }: Omit<TryArgumentFieldProps, "error" | "place">) {
  const { type, choices } = argument;
  const allowed = linesOf(choices ?? "");
  if (type === "boolean") {
    const options = [
      { value: "true", label: "Yes" },
      { value: "false", label: "No" },
    ];
    return <ChoiceBox argument={argument} value={value} options={options} onChange={onChange} />;
  }
  if (allowed.length > 0 && (type === "string" || type === "number")) {
    const options = [...new Set(allowed)].map((choice) => ({ value: choice, label: choice }));
    return <ChoiceBox argument={argument} value={value} options={options} onChange={onChange} />;
  }
  if (type === "list") {
    return (
      <Textarea
        value={value}
        placeholder={allowed.length > 0 ? `One per line, from: ${allowed.join(", ")}` : "One per line"}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <Input
      value={value}
      type={type === "datetime" ? "datetime-local" : "text"}
      inputMode={type === "number" ? "decimal" : undefined}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

const NOT_GIVEN = "not-given:";

interface ChoiceBoxProps {
  argument: ArgumentRow;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
}

function ChoiceBox({ argument, value, options, onChange }: ChoiceBoxProps) {
  const isOffered = options.some((option) => option.value === value);
  return (
    <Select value={isOffered ? value : ""} onValueChange={(chosen) => onChange(chosen === NOT_GIVEN ? "" : chosen)}>
      <SelectTrigger>
        <SelectValue placeholder="Choose" />
      </SelectTrigger>
      <SelectContent>
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.label}
          </SelectItem>
        ))}
        {!argument.required && <SelectItem value={NOT_GIVEN}>Not given</SelectItem>}
      </SelectContent>
    </Select>
  );
}
