"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Controller, useWatch } from "react-hook-form";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { LoadFailure } from "@/components/ui/load-failure";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { faultOf } from "./fault-of";
import type { SourceFormReturn } from "./use-source-form";

interface Column {
  key: string;
  name: string;
}

/** A data table, and which of its columns customers may read. */
export function TableFields({ form }: { form: SourceFormReturn }) {
  const trpc = useTRPC();
  const tables = useQuery(trpc.tables.choices.queryOptions());
  const tableId = useWatch({ control: form.control, name: "settings.tableId" });
  if (tables.isPending) return <Skeleton className="h-24 rounded-lg" />;
  if (tables.error) return <LoadFailure error={tables.error} onRetry={() => tables.refetch()} />;
  if (tables.data.length === 0) {
    return (
      <p className="text-14 leading-6 text-muted-foreground">
        There are no tables yet.{" "}
        <Link href="/tables" className="rounded-sm text-primary focus-ring hover:underline">
          Create one
        </Link>{" "}
        first.
      </p>
    );
  }
  const chosen = tables.data.find(({ id }) => id === tableId);
  return (
    <>
      <Controller
        control={form.control}
        name="settings.tableId"
        render={({ field, fieldState }) => (
          <Field label="Table" error={fieldState.error?.message}>
            <Select
              value={field.value}
              onValueChange={(id) => {
                field.onChange(id);
                form.setValue("settings.columns", [], { shouldDirty: true });
              }}
            >
              <SelectTrigger>
                <SelectValue placeholder="Choose a table" />
              </SelectTrigger>
              <SelectContent>
                {tables.data.map(({ id, name }) => (
                  <SelectItem key={id} value={id}>
                    {name}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          </Field>
        )}
      />
      {chosen && <ColumnChoice form={form} columns={chosen.columns} />}
    </>
  );
}

function ColumnChoice({ form, columns }: { form: SourceFormReturn; columns: readonly Column[] }) {
  const fault = faultOf(form.formState.errors.settings?.columns);
  return (
    <Controller
      control={form.control}
      name="settings.columns"
      render={({ field }) => (
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 text-14 font-medium">Columns that customers may read</legend>
          {columns.map(({ key, name }) => (
            <Field key={key} layout="inline" label={name}>
              <Checkbox
                checked={field.value.includes(key)}
                onCheckedChange={(checked) => {
                  // In the table's order, which is the order in which a row is read.
                  const kept = columns.filter((one) => (one.key === key ? checked : field.value.includes(one.key)));
                  field.onChange(kept.map((one) => one.key));
                }}
              />
            </Field>
          ))}
          {fault && <p className="text-13 text-destructive-soft-foreground">{fault}</p>}
        </fieldset>
      )}
    />
  );
}
