"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { sourceName } from "@/server/knowledge/sources/source-input";
import type { Source } from "../knowledge-types";

const nameForm = z.object({ name: sourceName.min(1, "Give the source a name.") });

interface NameCardProps {
  source: Source;
  about: string;
  canEdit: boolean;
  onSaved: () => void;
}

/** The name of a source that has no other settings: a file, or a source of the API. */
export function NameCard({ source, about, canEdit, onSaved }: NameCardProps) {
  const trpc = useTRPC();
  const update = useMutation(trpc.knowledge.update.mutationOptions());
  const form = useForm({ resolver: zodResolver(nameForm), defaultValues: { name: source.name } });
  const { errors, isDirty, isSubmitting } = form.formState;
  useUnsavedChanges(isDirty && !isSubmitting);
  const submit = form.handleSubmit(async ({ name }) => {
    try {
      await update.mutateAsync({ sourceId: source.id, name });
    } catch (error) {
      return applyServerError(form, error, ["name"]);
    }
    toast.success("Saved");
    form.reset({ name });
    return onSaved();
  });
  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardHeader>
          <CardTitle>Settings</CardTitle>
          <CardDescription className="wrap-anywhere">{about}</CardDescription>
        </CardHeader>
        <CardContent>
          <fieldset disabled={!canEdit} className="grid min-w-0 gap-5">
            <legend className="sr-only">Settings</legend>
            <FormErrors errors={errors} labels={{ name: "Name" }} />
            <Field label="Name" hint="Customers see it if the bot shows its sources." error={errors.name?.message}>
              <Input autoComplete="off" {...form.register("name")} />
            </Field>
          </fieldset>
        </CardContent>
        {canEdit && (
          <CardFooter>
            <Button type="submit" pending={isSubmitting}>
              Save
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}
