import { text } from "node:stream/consumers";
import { inngest } from "@/server/outbox/inngest-client";
import { changeEnvironment } from "./change-environment";
import { listenLocally } from "./local-server";

export interface EventEndpoint {
  /** All accepted events. */
  sent: { id: string; name: string; data: Record<string, string> }[];
  /** False: events are refused, as while Inngest is down. */
  isUp: boolean;
}

/** Accepts the product's durable events in place of Inngest and runs nothing; it stops at the end of the test file. */
export async function startEventEndpoint(): Promise<EventEndpoint> {
  const endpoint: EventEndpoint = { sent: [], isUp: true };
  const { origin } = await listenLocally(async (request, response) => {
    const events: EventEndpoint["sent"] = JSON.parse(await text(request));
    if (!endpoint.isUp) return void response.writeHead(503).end();
    endpoint.sent.push(...events);
    response.setHeader("content-type", "application/json");
    return void response.end(JSON.stringify({ ids: events.map(({ id }) => id), status: 200 }));
  });
  changeEnvironment({ INNGEST_EVENT_KEY: "test", INNGEST_BASE_URL: origin });
  inngest.setEnvVars();
  return endpoint;
}
