"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { useLinkToken } from "./use-link-token";

/** Confirms the address with the link that opened the page. A button, because programs that check e-mails open links. */
export function ConfirmEmailForm() {
  const token = useLinkToken();
  const trpc = useTRPC();
  const confirm = useMutation(trpc.accounts.confirmEmail.mutationOptions());
  if (token === null) {
    return (
      <Alert tone="warning" title="This link is not complete">
        Open the link in your e-mail again, or copy all of it into the address bar.
      </Alert>
    );
  }
  if (confirm.data) {
    return (
      <output className="grid gap-5">
        <Alert tone="success" title="Your address is confirmed">
          You sign in as {confirm.data.email}.
        </Alert>
        <Button asChild size="lg">
          <Link href="/bots">Open Parley</Link>
        </Button>
      </output>
    );
  }
  return (
    <div className="grid gap-5">
      {confirm.error && <Alert tone="danger">{messageOf(confirm.error)}</Alert>}
      <Button size="lg" pending={confirm.isPending} onClick={() => token && confirm.mutate({ token })}>
        Confirm the address
      </Button>
    </div>
  );
}
