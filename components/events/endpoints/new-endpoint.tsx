"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import type { EndpointInput } from "@/server/events/endpoints/endpoint-input";
import { WEBHOOKS_PATH } from "../webhook-pages";
import { endpointPath, type FilterChoices } from "./endpoint-types";
import { EndpointFields } from "./form/endpoint-fields";
import { useEndpointForm } from "./form/use-endpoint-form";
import { SecretDialog } from "./secret-dialog";

interface NewEndpointProps {
  choices: FilterChoices;
  retrySchedule: string;
  /** The bot of whose events the filter starts with; null for all. */
  botId: string | null;
}

const empty: EndpointInput = {
  name: "",
  url: "",
  events: [],
  botIds: null,
  channelIds: null,
  tags: null,
  headers: [],
  concurrency: 10,
  ratePerSecond: null,
};

/** The form of a new endpoint, and its secret when it is saved. */
export function NewEndpoint({ choices, retrySchedule, botId }: NewEndpointProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const create = useMutation(trpc.eventEndpoints.create.mutationOptions());
  const [created, setCreated] = useState<{ id: string; secret: string } | null>(null);
  const { form, submit } = useEndpointForm({ ...empty, botIds: botId === null ? null : [botId] }, async (endpoint) => {
    setCreated(await create.mutateAsync(endpoint));
    void queries.invalidateQueries(trpc.eventEndpoints.pathFilter());
  });
  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardHeader>
          <CardTitle>Endpoint</CardTitle>
        </CardHeader>
        <CardContent>
          <EndpointFields form={form} choices={choices} retrySchedule={retrySchedule} />
        </CardContent>
        <CardFooter>
          <Button asChild variant="ghost">
            <Link href={WEBHOOKS_PATH}>Cancel</Link>
          </Button>
          <Button type="submit" pending={form.formState.isSubmitting} disabled={created !== null}>
            Add endpoint
          </Button>
        </CardFooter>
      </Card>
      <SecretDialog
        shown={created && { secret: created.secret, previousUntil: null }}
        onClose={() => created && router.push(endpointPath(created.id))}
      />
    </form>
  );
}
