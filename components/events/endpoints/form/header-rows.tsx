"use client";

import { Plus, Trash2 } from "lucide-react";
import { Controller, useFieldArray } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { MAX_HEADERS } from "@/server/events/endpoints/endpoint-input";
import type { EndpointForm } from "./use-endpoint-form";

/** The headers of an endpoint, edited in place. A stored secret value is kept until another one is typed. */
export function HeaderRows({ form }: { form: EndpointForm }) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "headers" });
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1.5 text-14 font-medium">Headers</legend>
      <p className="text-13 leading-5 text-muted-foreground">
        Sent with every request, besides those that Parley sets: content-type, user-agent and webhook-…. Secret values
        are encrypted and not shown again.
      </p>
      {fields.length > 0 && (
        <ol className="grid gap-3">
          {fields.map(({ id }, index) => (
            <li key={id}>
              <HeaderRow form={form} index={index} onRemove={() => remove(index)} />
            </li>
          ))}
        </ol>
      )}
      <Button
        variant="outline"
        size="sm"
        className="w-fit"
        disabled={fields.length >= MAX_HEADERS}
        onClick={() => append({ name: "", value: "", isSecret: false })}
      >
        <Plus /> Add header
      </Button>
    </fieldset>
  );
}

interface HeaderRowProps {
  form: EndpointForm;
  index: number;
  onRemove: () => void;
}

function HeaderRow({ form, index, onRemove }: HeaderRowProps) {
  const errors = form.formState.errors.headers?.[index];
  const { isSecret, value } = form.watch(`headers.${index}`);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 @lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto_auto]">
      <Field label="Name" error={errors?.name?.message}>
        <Input
          autoComplete="off"
          spellCheck={false}
          placeholder="X-Api-Key"
          className="font-mono text-13"
          {...form.register(`headers.${index}.name`)}
        />
      </Field>
      <IconButton
        label={`Delete header ${index + 1}`}
        tooltip={false}
        className="mt-6.5 @lg:order-last"
        onClick={onRemove}
      >
        <Trash2 />
      </IconButton>
      <ValueField control={form.control} index={index} error={errors?.value?.message} />
      <Field label="Secret" layout="inline" className="@lg:mt-8">
        <Checkbox
          checked={isSecret}
          // The stored value of a secret is unknown here, so it can only be replaced.
          disabled={isSecret && value === null}
          onCheckedChange={(checked) =>
            form.setValue(`headers.${index}.isSecret`, checked === true, { shouldDirty: true })
          }
        />
      </Field>
    </div>
  );
}

interface ValueFieldProps {
  control: EndpointForm["control"];
  index: number;
  error: string | undefined;
}

function ValueField({ control, index, error }: ValueFieldProps) {
  return (
    <Controller
      control={control}
      name={`headers.${index}.value`}
      render={({ field }) => (
        <Field label="Value" error={error}>
          <Input
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-13"
            placeholder={field.value === null ? "•••••••• kept" : ""}
            value={field.value ?? ""}
            onChange={(event) => field.onChange(event.target.value)}
          />
        </Field>
      )}
    />
  );
}
