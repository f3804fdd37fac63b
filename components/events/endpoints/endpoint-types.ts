import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";
import { WEBHOOKS_PATH } from "../webhook-pages";

type Outputs = inferRouterOutputs<AppRouter>;

export type ListedEndpoint = Outputs["eventEndpoints"]["list"][number];
/** An endpoint on its page. */
export type Endpoint = Outputs["eventEndpoints"]["get"];
/** The bots, channels and tags of the workspace. */
export type FilterChoices = Pick<Outputs["inbox"]["facets"], "bots" | "channels" | "tags">;

export function endpointPath(endpointId: string): string {
  return `${WEBHOOKS_PATH}/${endpointId}`;
}
