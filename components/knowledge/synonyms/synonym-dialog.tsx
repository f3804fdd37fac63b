"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Controller, useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { FormErrors } from "@/components/ui/form-errors";
import { LinesField } from "@/components/ui/lines-field";
import { synonymWords } from "@/server/knowledge/synonyms/synonym-words";
import { faultOf } from "../forms/fault-of";
import type { SynonymGroup } from "../knowledge-types";

const synonymForm = z.object({ words: synonymWords });

interface SynonymDialogProps {
  /** Null for a new one. */
  group: SynonymGroup | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: ReactNode;
}

/** Adds or edits a group of words that mean the same. */
export function SynonymDialog({ group, open, onOpenChange, trigger }: SynonymDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{group ? "Edit the synonyms" : "New synonyms"}</DialogTitle>
          <DialogDescription>They apply to all sources and bots of the workspace.</DialogDescription>
        </DialogHeader>
        <SynonymForm group={group} onSaved={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function SynonymForm({ group, onSaved }: { group: SynonymGroup | null; onSaved: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const save = useMutation(trpc.knowledge.saveSynonyms.mutationOptions());
  const form = useForm({ resolver: zodResolver(synonymForm), defaultValues: { words: group?.words ?? [] } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ words }) => {
    try {
      await save.mutateAsync({ synonymsId: group?.id ?? null, words });
    } catch (error) {
      return applyServerError(form, error, ["words"]);
    }
    toast.success("Saved");
    await queries.invalidateQueries(trpc.knowledge.synonyms.queryFilter());
    return onSaved();
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={{ words: "Words" }} />
      <Controller
        control={form.control}
        name="words"
        render={({ field }) => (
          <LinesField
            label="Words that mean the same"
            hint="One word or phrase per line, or with commas or semicolons between them."
            placeholder={"trainers, sneakers\nrunning shoes"}
            error={faultOf(errors.words)}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting}>
          Save
        </Button>
      </DialogFooter>
    </form>
  );
}
