"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import type { SavedReply } from "@/components/inbox/inbox-types";
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
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { savedReplyTexts } from "@/server/inbox/saved-replies/schema";
import { ReplyTextField } from "./reply-text-field";

interface ReplyDialogProps {
  /** Null for a new one. */
  reply: SavedReply | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: ReactNode;
}

/** Adds or edits a saved reply. */
export function ReplyDialog({ reply, open, onOpenChange, trigger }: ReplyDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent width="lg">
        <DialogHeader>
          <DialogTitle>{reply ? "Edit the reply" : "New saved reply"}</DialogTitle>
          <DialogDescription>
            In the inbox, people type a slash and the shortcut, and change the text before they send it.
          </DialogDescription>
        </DialogHeader>
        <ReplyForm reply={reply} onSaved={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function ReplyForm({ reply, onSaved }: { reply: SavedReply | null; onSaved: () => void }) {
  const { form, submit } = useReplyForm(reply, onSaved);
  const { errors, isSubmitting } = form.formState;
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={{ name: "Name", shortcut: "Shortcut", text: "Text" }} />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Name" error={errors.name?.message}>
          <Input autoComplete="off" placeholder="Refund agreed" {...form.register("name")} />
        </Field>
        <Field label="Shortcut" hint="Typed after a slash, such as /refund." error={errors.shortcut?.message}>
          <Input
            autoComplete="off"
            autoCapitalize="none"
            placeholder="refund"
            className="font-mono"
            {...form.register("shortcut")}
          />
        </Field>
      </div>
      <ReplyTextField registration={form.register("text")} error={errors.text?.message} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting}>
          Save reply
        </Button>
      </DialogFooter>
    </form>
  );
}

function useReplyForm(reply: SavedReply | null, onSaved: () => void) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const create = useMutation(trpc.savedReplies.create.mutationOptions());
  const update = useMutation(trpc.savedReplies.update.mutationOptions());
  const form = useForm({
    resolver: zodResolver(savedReplyTexts),
    defaultValues: { name: reply?.name ?? "", shortcut: reply?.shortcut ?? "", text: reply?.text ?? "" },
  });
  const submit = form.handleSubmit(async (texts) => {
    try {
      if (reply) await update.mutateAsync({ replyId: reply.id, ...texts });
      else await create.mutateAsync(texts);
    } catch (error) {
      return applyServerError(form, error, ["name", "shortcut", "text"]);
    }
    toast.success("Saved");
    void queries.invalidateQueries(trpc.savedReplies.list.queryFilter());
    router.refresh();
    return onSaved();
  });
  return { form, submit };
}
