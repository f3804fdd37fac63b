"use client";

import { useQuery } from "@tanstack/react-query";
import { PageBody } from "@/components/shell/page-body";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { PageHeader } from "@/components/ui/page-header";
import { CodeCard } from "../samples/code-card";
import { WEBHOOKS_PATH } from "../webhook-pages";
import { DeleteEndpointButton } from "./delete-endpoint-button";
import { EnabledSwitch } from "./enabled-switch";
import type { Endpoint, FilterChoices } from "./endpoint-types";
import { HealthCard } from "./health-card";
import { SecretCard } from "./secret-card";
import { SettingsCard } from "./settings-card";
import { TestCard } from "./test-card";

const POLL_MS = 10_000;

interface EndpointPageProps {
  initial: Endpoint;
  choices: FilterChoices;
  retrySchedule: string;
  /** Whether the member may change endpoints. */
  canEdit: boolean;
  /** Whether the member may send a test event. */
  canTest: boolean;
}

/** An endpoint: its health, a test, its secret, the code of a receiver and its settings. */
export function EndpointPage({ initial, choices, retrySchedule, canEdit, canTest }: EndpointPageProps) {
  const trpc = useTRPC();
  const { data: endpoint, dataUpdatedAt } = useQuery(
    trpc.eventEndpoints.get.queryOptions(
      { endpointId: initial.id },
      { initialData: initial, refetchInterval: POLL_MS },
    ),
  );
  return (
    <PageBody>
      <PageHeader
        title={endpoint.name}
        description={<span className="font-mono text-13 wrap-anywhere">{endpoint.url}</span>}
        back={{ href: WEBHOOKS_PATH, label: "Webhooks" }}
        actions={
          canEdit && (
            <>
              <EnabledSwitch endpoint={endpoint} />
              <DeleteEndpointButton endpoint={endpoint} />
            </>
          )
        }
      />
      <div className="grid min-w-0 gap-6 @4xl:grid-cols-2 @4xl:grid-rows-[auto_1fr] @4xl:items-start">
        <div className="grid min-w-0 gap-6">
          <HealthCard endpoint={endpoint} now={dataUpdatedAt} />
          {canTest && <TestCard endpoint={endpoint} />}
          <SecretCard endpoint={endpoint} canEdit={canEdit} />
        </div>
        <div className="min-w-0 @4xl:row-span-2">
          <SettingsCard endpoint={endpoint} choices={choices} retrySchedule={retrySchedule} canEdit={canEdit} />
        </div>
        {/* After the settings, so that these come first on a phone. */}
        <div className="min-w-0 @4xl:col-start-1">
          <CodeCard url={endpoint.url} />
        </div>
      </div>
    </PageBody>
  );
}
