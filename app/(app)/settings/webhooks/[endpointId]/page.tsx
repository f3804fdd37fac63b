import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { noAccessTitle, requireSessionForAllBots } from "@/app/current-session";
import { foundOrNull } from "@/app/found-or-null";
import { EndpointPage } from "@/components/events/endpoints/endpoint-page";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";
import { retryScheduleText } from "../retry-schedule-text";

interface Props {
  params: Promise<{ endpointId: string }>;
}

const readEndpoint = cache(
  async (endpointId: string) =>
    (await foundOrNull((await getServerCaller()).eventEndpoints.get({ endpointId }))) ?? notFound(),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const noAccess = await noAccessTitle();
  if (noAccess) return noAccess;
  await requireSessionForAllBots();
  return { title: (await readEndpoint((await params).endpointId)).name };
}

export default async function EndpointRoute({ params }: Props) {
  const { role } = await requireSessionForAllBots();
  const endpoint = await readEndpoint((await params).endpointId);
  const choices = await (await getServerCaller()).inbox.facets();
  return (
    <EndpointPage
      key={endpoint.id}
      initial={endpoint}
      choices={choices}
      retrySchedule={retryScheduleText()}
      canEdit={hasRole(role, "admin")}
      canTest={hasRole(role, "editor")}
    />
  );
}
