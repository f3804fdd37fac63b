import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface WebhookUrlFieldProps {
  registration: UseFormRegisterReturn;
  error: string | undefined;
}

/** The address that the webhooks of a template call. */
export function WebhookUrlField({ registration, error }: WebhookUrlFieldProps) {
  return (
    <Field
      label="Address of your webhook"
      aside="Optional"
      hint="It gets a POST when a customer chooses a row of the menu, and when they give their name. Without it, no webhook is called; you can add one later in the bot’s scenario, under Webhooks."
      error={error}
    >
      <Input inputMode="url" autoComplete="off" placeholder="https://crm.example.com/memberships" {...registration} />
    </Field>
  );
}
