import { serve } from "inngest/node";
import { afterAll } from "vitest";
import { inngest } from "@/server/outbox/inngest-client";
import { functions } from "@/inngest/functions/registry";
import { startExecutor } from "@/inngest/local/start-executor";
import { EVENT_KEY, until } from "@/inngest/local/testing/harness";
import { env } from "@/server/env";
import { assertIsolated } from "./assert-isolated";
import { changeEnvironment } from "./change-environment";
import { listenLocally } from "./local-server";

/**
 * Runs the product's durable functions for one test file, as the product itself does on one machine. Its public address
 * (PARLEY_URL) becomes a local server, where `answer` replaces the pages; call this before anything else.
 */
export async function startDurableFunctions(answer: (path: string) => Promise<Response>): Promise<void> {
  assertIsolated();
  const durable = serve({ client: inngest, functions });
  const { origin: appUrl } = await listenLocally(async (request, response) => {
    const path = request.url ?? "/";
    if (path.startsWith("/api/inngest")) return void durable(request, response);
    const answered = await answer(path);
    return void response.writeHead(answered.status, [...answered.headers].flat()).end(await answered.text());
  });
  changeEnvironment({ PARLEY_URL: appUrl, INNGEST_EVENT_KEY: EVENT_KEY });
  const {
    DATABASE_URL,
    DATABASE_URL_UNPOOLED: databaseUrl = DATABASE_URL,
    INNGEST_SIGNING_KEY: signingKey = "",
  } = env();
  const executor = await startExecutor({
    databaseUrl,
    eventKey: EVENT_KEY,
    signingKey,
    appUrl,
    port: 0,
    log: () => {},
  });
  afterAll(() => executor.stop(0));
  changeEnvironment({ INNGEST_BASE_URL: executor.url });
  inngest.setEnvVars();
  await until(async () => (await fetch(`${executor.url}/health`)).status === 200, "the executor to know the functions");
}
