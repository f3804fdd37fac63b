"use client";

import { useMutation } from "@tanstack/react-query";
import { BadgeCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";

/** Verifies the saved address of a fulfilment webhook again, and shows the result. */
export function VerifyButton({ webhookId }: { webhookId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const verify = useMutation(trpc.scenarioWebhooks.verify.mutationOptions({ onSettled: () => router.refresh() }));
  const error = verify.data?.error ?? (verify.error ? messageOf(verify.error) : null);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Button
        variant="outline"
        className="w-fit"
        pending={verify.isPending}
        onClick={() => verify.mutate({ webhookId })}
      >
        <BadgeCheck /> Verify
      </Button>
      {error !== null && (
        <Alert tone="danger" title="It did not pass">
          {error}
        </Alert>
      )}
      {verify.data && error === null && <Alert tone="success">It echoed the challenge.</Alert>}
    </div>
  );
}
