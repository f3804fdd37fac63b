"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { eventCatalogue } from "@/server/schemas/events/event-catalogue";
import { eventNames } from "@/server/schemas/events/event-names";
import type { TestOutcome } from "@/server/events/delivery/send-test-event";
import type { Endpoint } from "./endpoint-types";

/** Sends a sample event to an endpoint, and shows the response. */
export function TestCard({ endpoint: { id, events } }: { endpoint: Endpoint }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [event, setEvent] = useState(events[0] ?? eventNames[0]);
  const test = useMutation(
    trpc.eventReplays.sendTest.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.eventEndpoints.pathFilter()),
    }),
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>Test</CardTitle>
        <CardDescription>
          Sends one signed request with the event’s sample payload to the saved address. It is not repeated, and goes
          nowhere else.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid min-w-0 gap-4">
        <div className="flex flex-wrap items-end gap-3">
          <Field label="Event" className="min-w-56 flex-1">
            <Select
              value={event}
              onValueChange={(value) => setEvent(eventNames.find((name) => name === value) ?? event)}
            >
              <SelectTrigger>
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {eventNames.map((name) => (
                  <SelectItem key={name} value={name}>
                    {eventCatalogue[name].title}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          </Field>
          <Button variant="outline" pending={test.isPending} onClick={() => test.mutate({ endpointId: id, event })}>
            <Send aria-hidden /> Send test event
          </Button>
        </div>
        <div aria-live="polite" className="grid min-w-0 gap-3 empty:hidden">
          {test.error && <Alert tone="danger">{messageOf(test.error)}</Alert>}
          {test.data && <TestResult result={test.data} />}
        </div>
      </CardContent>
    </Card>
  );
}

function TestResult({ result }: { result: TestOutcome }) {
  const { isDelivered, error, status, durationMs, responseExcerpt } = result;
  const answer = status === null ? "No response" : `Status ${status}`;
  return (
    <>
      <Alert
        tone={isDelivered ? "success" : "danger"}
        title={
          isDelivered ? `Delivered: status ${status ?? ""} in ${durationMs} ms` : `${answer} after ${durationMs} ms`
        }
      >
        {error}
      </Alert>
      {responseExcerpt && <CodeBlock title="Response" code={responseExcerpt} wrap className="max-h-64" />}
    </>
  );
}
