"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import type { EndpointInput } from "@/server/events/endpoints/endpoint-input";
import type { Endpoint, FilterChoices } from "./endpoint-types";
import { EndpointFields } from "./form/endpoint-fields";
import { useEndpointForm } from "./form/use-endpoint-form";

interface SettingsCardProps {
  endpoint: Endpoint;
  choices: FilterChoices;
  retrySchedule: string;
  canEdit: boolean;
}

/** The settings of an endpoint. A form that is older than another member's change is refused. */
export function SettingsCard({ endpoint, choices, retrySchedule, canEdit }: SettingsCardProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.eventEndpoints.update.mutationOptions());
  // The page polls the endpoint, but a form that is being edited keeps what it was opened with.
  const [opened, setOpened] = useState(endpoint);
  const { form, submit } = useEndpointForm(settingsOf(opened), async (values) => {
    await update.mutateAsync({ endpointId: endpoint.id, endpoint: values, basedOn: opened.version });
    toast.success("Saved");
    const query = trpc.eventEndpoints.get.queryOptions({ endpointId: endpoint.id }, { staleTime: 0 });
    load(await queries.fetchQuery(query));
    void queries.invalidateQueries(trpc.eventEndpoints.list.queryFilter());
  });
  function load(newer: Endpoint) {
    setOpened(newer);
    form.reset(settingsOf(newer));
  }
  const { isDirty, isSubmitting } = form.formState;
  return (
    <form onSubmit={submit} noValidate className="min-w-0">
      <Card>
        <CardHeader>
          <CardTitle>Settings</CardTitle>
        </CardHeader>
        <CardContent className="grid min-w-0 gap-5">
          {endpoint.version !== opened.version && !isSubmitting && (
            <Alert
              tone="warning"
              title="Someone else changed this endpoint"
              action={
                <Button variant="outline" size="sm" onClick={() => load(endpoint)}>
                  Load
                </Button>
              }
            >
              What you see here is older. Load the newer settings before you change them.
            </Alert>
          )}
          <fieldset disabled={!canEdit} className="min-w-0">
            <EndpointFields form={form} choices={choices} retrySchedule={retrySchedule} />
          </fieldset>
        </CardContent>
        {canEdit && (
          <CardFooter>
            {isDirty && (
              <Button variant="ghost" onClick={() => form.reset()}>
                Discard
              </Button>
            )}
            <Button type="submit" pending={isSubmitting} disabled={!isDirty}>
              Save
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}

function settingsOf(endpoint: Endpoint): EndpointInput {
  const { name, url, events, botIds, channelIds, tags, headers, concurrency, ratePerSecond } = endpoint;
  return { name, url, events, botIds, channelIds, tags, headers, concurrency, ratePerSecond };
}
