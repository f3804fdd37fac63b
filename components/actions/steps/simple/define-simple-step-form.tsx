import type { ReactNode } from "react";
import { z } from "zod";
import { stepFields } from "@/server/schemas/steps/step-fields";
import { durationFault, isDuration, toDuration, toSeconds } from "../../fields/duration";
import type { OwnSteps, SimpleForms, SimpleFormValue, SimpleStepValue } from "../../step-list/step-form";
import { MoreOptions } from "../../fields/more-options";
import { defineStepForm, type KindDefinition, type StepKindForm } from "../../step-list/step-kind-form";
import { SimpleFieldBox, type SimpleField } from "./simple-field-box";

interface SimpleDefinition<K extends keyof SimpleForms> extends Pick<
  KindDefinition<K>,
  "kind" | "icon" | "description" | "isSeen" | "summary" | "returns" | "sets"
> {
  schema: z.ZodObject & z.ZodType<OwnSteps[K]>;
  /** Shown above the fields. */
  intro?: ReactNode;
}

/** Makes the form of a kind whose fields are drawn, read and checked as `.meta({ field })` in its schema says. */
export function defineSimpleStepForm<K extends keyof SimpleForms>(definition: SimpleDefinition<K>): StepKindForm {
  const { schema, intro, ...own } = definition;
  const fields = fieldsOf(schema);
  const initial = Object.fromEntries(
    fields.map(({ key, meta }) => [key, meta.widget === "duration" ? meta.initialSeconds : ""]),
  );

  const valuesIn = <V,>(source: Record<string, V>) =>
    fields.flatMap((field) => {
      const value = source[field.key];
      return value === undefined ? [] : [{ ...field, value }];
    });

  /** Makes a form from a step, or the reverse. The cast is safe as `SimpleForms` has the types that the functions below make. */
  function convert<V, T>(source: Record<string, V>, make: (value: V) => SimpleFormValue | SimpleStepValue): T {
    return Object.fromEntries([
      ["kind", own.kind],
      ...valuesIn(source).map(({ key, value }) => [key, make(value)]),
    ]) as T;
  }

  return defineStepForm<K>({
    ...own,
    empty: () => convert(initial, toFormValue),
    toForm: (step) => convert(step, toFormValue),
    toStep: (form) => convert(form, toStepValue),
    templates: (form) =>
      valuesIn<SimpleFormValue>(form).flatMap(({ key, meta, value }) =>
        meta.widget === "template" && typeof value === "string" ? [{ path: key, text: value }] : [],
      ),
    localFaults: (form) =>
      valuesIn<SimpleFormValue>(form).flatMap(({ key, meta, value }) => {
        const message = meta.widget === "duration" && isDuration(value) ? durationFault(value, meta.maxSeconds) : null;
        return message === null ? [] : [{ path: key, message }];
      }),
    Fields: ({ step, path, variables, onChange }) => {
      const boxes = valuesIn<SimpleFormValue>(step).map(({ value, ...field }) => ({
        ...field,
        path: `${path}.${field.key}`,
        isOptional: field.meta.widget === "template" && !field.required,
        isSet: value !== "",
        box: (
          <SimpleFieldBox
            key={field.key}
            field={field}
            path={`${path}.${field.key}`}
            value={value}
            variables={variables}
            onChange={(changed) => onChange(convert({ [field.key]: changed }, (same) => same))}
          />
        ),
      }));
      const options = boxes.filter(({ isOptional }) => isOptional);
      // A form of optional fields only would look empty.
      const isFolded = options.length > 0 && options.length < boxes.length;
      return (
        <div className="grid gap-5">
          {intro}
          {boxes.map(({ box, isOptional }) => (isFolded && isOptional ? null : box))}
          {isFolded && (
            <MoreOptions
              setCount={options.filter(({ isSet }) => isSet).length}
              paths={options.map((option) => option.path)}
            >
              {options.map(({ box }) => box)}
            </MoreOptions>
          )}
        </div>
      );
    },
  });
}

/** The fields of a kind's schema, in its order, besides those that steps of every kind have. */
function fieldsOf({ shape }: z.ZodObject): SimpleField[] {
  return Object.entries(shape)
    .filter(([key]) => key !== "kind" && !(key in stepFields))
    .map(([key, schema]) => {
      const meta = z.globalRegistry.get(schema)?.field;
      if (!meta) throw new TypeError(`The field ${key} needs .meta({ field }) in its schema.`);
      return { key, meta, required: !z.safeParse(schema, "").success };
    });
}

function toFormValue(value: SimpleStepValue): SimpleFormValue {
  return typeof value === "number" ? toDuration(value) : value;
}

function toStepValue(value: SimpleFormValue): SimpleStepValue {
  return isDuration(value) ? toSeconds(value) : value;
}
