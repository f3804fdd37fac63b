"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { Segmented } from "@/components/actions/fields/segmented";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { CallDetails } from "./log/call-details";
import type { Webhook } from "./webhook-types";

const samples = [
  { value: "option", label: "A row was chosen" },
  { value: "data", label: "The customer gave data" },
] as const;

/** Sends a sample to the saved address, and shows the request and the answer. */
export function TestCard({ webhook: { id, config } }: { webhook: Webhook }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [about, setAbout] = useState<(typeof samples)[number]["value"]>("option");
  const test = useMutation(
    trpc.scenarioWebhooks.test.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.scenarioWebhooks.calls.pathFilter()),
    }),
  );
  const isCampaign = config.kind === "campaign";
  return (
    <Card>
      <CardHeader>
        <CardTitle>Test</CardTitle>
        <CardDescription>Sends one sample to the saved address. Its answer reaches no customer.</CardDescription>
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {isCampaign && <Segmented label="Sample" value={about} options={samples} onChange={setAbout} />}
        <Button
          variant="outline"
          className="w-fit"
          pending={test.isPending}
          onClick={() => test.mutate({ webhookId: id, about: isCampaign ? about : "fulfilment" })}
        >
          <Send /> Send a sample
        </Button>
        {test.error && <Alert tone="danger">{messageOf(test.error)}</Alert>}
        {test.data && <CallDetails call={test.data} />}
      </CardContent>
    </Card>
  );
}
