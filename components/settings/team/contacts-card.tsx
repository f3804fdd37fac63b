"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Field } from "@/components/ui/field";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { type ContactRole, contactRoles } from "@/server/team/team-input";

const labels: Record<ContactRole, string> = {
  viewer: "All members",
  operator: "Operators and above",
  editor: "Editors and above",
  admin: "Only admins and the owner",
};

/** Chooses which roles see customers' phone numbers and e-mail addresses. A choice takes effect immediately. */
export function ContactsCard({ visibleFrom, canChange }: { visibleFrom: ContactRole; canChange: boolean }) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useState(visibleFrom);
  const save = useMutation(trpc.team.hideContacts.mutationOptions());
  function choose(next: ContactRole) {
    setChosen(next);
    save.mutate(
      { visibleFrom: next },
      {
        onSuccess: () => void toast("Saved."),
        onError: (error) => {
          setChosen(chosen);
          toast.error(messageOf(error));
        },
      },
    );
  }
  return (
    <section aria-labelledby="contacts" className="grid gap-3">
      <h2 id="contacts" className="text-16 font-semibold">
        Contact data
      </h2>
      <Field
        label="Who sees customers’ phone numbers and e-mail addresses"
        hint="For the others, they are hidden in the inbox, in logs and in files to download. What customers write in messages and what is in tables stays visible."
        className="max-w-xl"
      >
        <Select
          value={chosen}
          onValueChange={(value) => choose(contactRoles.find((role) => role === value) ?? chosen)}
          disabled={!canChange || save.isPending}
        >
          <SelectTrigger className="w-full sm:w-72">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {contactRoles.map((role) => (
              <SelectItem key={role} value={role}>
                {labels[role]}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </Field>
    </section>
  );
}
