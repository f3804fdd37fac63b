"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { isOtherServer } from "@/server/secrets/other-server";

/** What the form saves. Without `secret`, the stored secret is kept. */
export interface WebhookAddress {
  url: string | null;
  secret?: string | null;
}

interface WebhookAddressFormProps {
  /** The saved address; empty if there is none. */
  saved: string;
  hasSecret: boolean;
  placeholder: string;
  pending: boolean;
  failure: string | undefined;
  onSave: (address: WebhookAddress) => Promise<boolean>;
  /** Called with whether the form has unsaved changes. */
  onTyped?: (isChanged: boolean) => void;
  /**
   * The field of the saved secret. It is replaced by a field for the new server's secret while the address is for
   * another server.
   */
  children?: ReactNode;
}

/**
 * An address that is called with a stored secret. The secret belongs to its server: for another server it must be
 * entered again.
 */
export function WebhookAddressForm({ saved, hasSecret, placeholder, onTyped, ...form }: WebhookAddressFormProps) {
  const { pending, failure, onSave, children } = form;
  const [url, setUrl] = useState(saved);
  const [secret, setSecret] = useState("");
  const isChanged = url.trim() !== saved;
  useUnsavedChanges(isChanged);
  const isOther = hasSecret && isChanged && url.trim() !== "" && isOtherServer(saved || null, url.trim());

  async function submit(event: FormEvent) {
    event.preventDefault();
    const address = { url: url.trim() || null, ...(isOther && { secret: secret || null }) };
    if (!(await onSave(address))) return;
    setSecret("");
    onTyped?.(false);
  }

  function type(typed: string) {
    setUrl(typed);
    onTyped?.(typed.trim() !== saved);
  }

  const willLoseSecret = hasSecret && saved !== "" && url.trim() === "";
  return (
    <>
      <form onSubmit={submit} noValidate className="grid gap-3">
        <Field
          label="Webhook URL"
          error={isChanged ? failure : undefined}
          hint={willLoseSecret ? "The secret is removed together with the address." : undefined}
        >
          <span className="flex items-center gap-2">
            <Input
              type="text"
              inputMode="url"
              autoComplete="off"
              placeholder={placeholder}
              value={url}
              onChange={(event) => type(event.target.value)}
              className="font-mono text-13"
            />
            <Button type="submit" pending={pending} disabled={!isChanged}>
              Save
            </Button>
          </span>
        </Field>
        {isOther && (
          <Field
            label="Webhook secret for the new server"
            hint="The saved secret was entered for another server and is not sent to this one. Enter it again, or leave this empty to send none."
          >
            <Input
              type="password"
              autoComplete="new-password"
              value={secret}
              maxLength={500}
              onChange={(event) => setSecret(event.target.value)}
            />
          </Field>
        )}
      </form>
      {!isOther && children}
    </>
  );
}
