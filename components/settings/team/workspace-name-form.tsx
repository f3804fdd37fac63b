"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { renameWorkspaceInput } from "@/server/team/team-input";

/** Renames the workspace. */
export function WorkspaceNameForm({ name }: { name: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const rename = useMutation(trpc.team.renameWorkspace.mutationOptions());
  const form = useForm({ resolver: zodResolver(renameWorkspaceInput), defaultValues: { name } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      await rename.mutateAsync(input);
      form.reset(input);
      toast.success("The workspace was renamed.");
      router.refresh();
    } catch (error) {
      applyServerError(form, error, ["name"]);
    }
  });
  return (
    <form onSubmit={submit} noValidate className="grid max-w-md gap-3">
      <FormErrors errors={errors} labels={{ name: "Name of the workspace" }} />
      <Field label="Name of the workspace" error={errors.name?.message}>
        <Input autoComplete="off" {...form.register("name")} />
      </Field>
      <Button type="submit" variant="outline" className="w-fit" pending={isSubmitting} disabled={!isDirty}>
        Rename
      </Button>
    </form>
  );
}
