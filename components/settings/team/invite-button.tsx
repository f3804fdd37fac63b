"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller, useForm, useWatch } from "react-hook-form";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { applyServerError } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
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
import { canBeLimited } from "@/server/roles";
import { inviteForm } from "./invite-form";
import { LimitsField } from "./limits-field";
import { RoleSelect } from "./role-select";
import { roleTexts } from "./team-types";

interface Invited {
  url: string;
  /** The address that it is also sent to; null if it is not. */
  mailedTo: string | null;
}

/** Opens the dialog that invites a person and then shows the link, once. */
export function InviteButton() {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [invited, setInvited] = useState<Invited | null>(null);

  function change(isOpen: boolean) {
    setOpen(isOpen);
    setInvited(null);
    if (!isOpen && invited !== null) router.refresh();
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button>
          <UserPlus /> Invite
        </Button>
      </DialogTrigger>
      <DialogContent
        // A new window has no typed text that closing it would discard, and takes the focus from the form.
        key={invited === null ? "form" : "invited"}
        // The link is shown only here, so a click beside the window must not close it.
        {...(invited !== null && { onPointerDownOutside: (event) => event.preventDefault() })}
      >
        <DialogHeader>
          <DialogTitle>{invited === null ? "Invite a person" : "The invitation"}</DialogTitle>
          <DialogDescription>
            {invited === null ? "The invitation works once, for 7 days." : describeInvited(invited)}
          </DialogDescription>
        </DialogHeader>
        {invited === null ? (
          <InviteForm onInvited={setInvited} />
        ) : (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
            <CodeBlock title="Link" code={invited.url} wrap />
            <DialogFooter>
              <Button onClick={() => change(false)}>Done</Button>
            </DialogFooter>
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}

function describeInvited({ mailedTo }: Invited): string {
  if (mailedTo !== null) return `The link is being sent to ${mailedTo}. You can also send it yourself.`;
  return "Send this link to the person. It is shown once; Parley did not send it by e-mail.";
}

function InviteForm({ onInvited }: { onInvited: (invited: Invited) => void }) {
  const { form, submit } = useInviteForm(onInvited);
  const { errors, isSubmitting } = form.formState;
  const role = useWatch({ control: form.control, name: "role" });
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <FormErrors errors={errors} labels={{ email: "E-mail", role: "Role", limits: "Sees the customers of" }} />
      <Field
        label="E-mail (optional)"
        hint="Only an account with this address can then accept it. Without an address, whoever has the link can."
        error={errors.email?.message}
      >
        <Input type="email" autoComplete="off" placeholder="ada@example.com" {...form.register("email")} />
      </Field>
      <Controller
        control={form.control}
        name="role"
        render={({ field }) => (
          <Field label="Role" hint={roleTexts[field.value]}>
            <RoleSelect value={field.value} onChoose={field.onChange} />
          </Field>
        )}
      />
      {canBeLimited(role) && (
        <Controller
          control={form.control}
          name="limits"
          render={({ field }) => (
            <LimitsField value={field.value ?? null} onChange={field.onChange} error={errors.limits?.message} />
          )}
        />
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={isSubmitting}>
          Create the invitation
        </Button>
      </DialogFooter>
    </form>
  );
}

function useInviteForm(onInvited: (invited: Invited) => void) {
  const trpc = useTRPC();
  const create = useMutation(trpc.team.invite.mutationOptions());
  const form = useForm({
    resolver: zodResolver(inviteForm),
    defaultValues: { email: "", role: "operator" as const, limits: null },
  });
  const submit = form.handleSubmit(async ({ email, role, limits }) => {
    try {
      const { url, isMailed } = await create.mutateAsync({ email, role, limits: canBeLimited(role) ? limits : null });
      onInvited({ url, mailedTo: isMailed ? email : null });
    } catch (error) {
      applyServerError(form, error, ["email", "role", "limits"]);
    }
  });
  return { form, submit };
}
