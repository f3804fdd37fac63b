"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { LocalTime } from "@/components/ui/local-time";
import type { Endpoint } from "./endpoint-types";
import { SecretDialog } from "./secret-dialog";

/** The signing secret of an endpoint, which can only be replaced. */
export function SecretCard({ endpoint, canEdit }: { endpoint: Endpoint; canEdit: boolean }) {
  const until = endpoint.previousSecretUntil;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Signing secret</CardTitle>
        <CardDescription>
          Every request is signed with it as Standard Webhooks 1.0 describes. It was shown once.
          {until && (
            <>
              {" "}
              The previous secret also signs until <LocalTime at={until} />.
            </>
          )}
        </CardDescription>
      </CardHeader>
      {canEdit && (
        <CardContent>
          <RotateButton endpoint={endpoint} />
        </CardContent>
      )}
    </Card>
  );
}

function RotateButton({ endpoint: { id, previousSecretUntil: until } }: { endpoint: Endpoint }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const rotate = useMutation(trpc.eventEndpoints.rotateSecret.mutationOptions());
  const [shown, setShown] = useState<{ secret: string; previousUntil: string | null } | null>(null);
  const [isLeaked, setLeaked] = useState(false);

  async function confirm() {
    setShown(await rotate.mutateAsync({ endpointId: id, keepPrevious: !isLeaked, force: until !== null }));
    setLeaked(false);
    void queries.invalidateQueries(trpc.eventEndpoints.get.queryFilter({ endpointId: id }));
  }

  return (
    <>
      <ConfirmDialog
        trigger={
          <Button variant="outline" className="w-fit">
            Rotate the secret
          </Button>
        }
        title="Rotate the signing secret?"
        description={<RotationTexts until={until} isLeaked={isLeaked} onChange={setLeaked} />}
        confirmLabel="Rotate secret"
        onConfirm={confirm}
      />
      <SecretDialog shown={shown} onClose={() => setShown(null)} />
    </>
  );
}

interface RotationTextsProps {
  until: string | null;
  isLeaked: boolean;
  onChange: (isLeaked: boolean) => void;
}

function RotationTexts({ until, isLeaked, onChange }: RotationTextsProps) {
  return (
    <span className="grid gap-4">
      <span>
        You get a new secret. For 24 hours each request has two signatures, with the new and the current secret, so that
        you can change your receiver in between.
        {until && (
          <>
            {" "}
            The secret before the current one signs until <LocalTime at={until} />; rotating ends it now.
          </>
        )}
      </span>
      <Field
        layout="inline"
        label="Stop the current secret now"
        hint="Choose this if someone else may know it. Your receiver refuses requests until it has the new one."
      >
        <Checkbox checked={isLeaked} onCheckedChange={(is) => onChange(is === true)} />
      </Field>
    </span>
  );
}
