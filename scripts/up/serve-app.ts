/**
 * The built app on one machine: Next.js, behind a server that hands the executor's calls to the functions themselves. Past
 * Next.js a call takes some 0.7 ms less on a machine that is otherwise idle.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { type CallListener, onDirectCalls } from "../../inngest/direct-calls.ts";

const port = Number(process.env["PORT"]);
let loadFunctions: (() => Promise<CallListener>) | undefined;
onDirectCalls((load) => {
  loadFunctions = load;
});
const app = next({ dev: false, port });
// Who comes before the app is ready waits; only where nobody listens a request is refused.
const ready = app.prepare().then(() => app.getRequestHandler());
ready.catch(die);

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => fail(request, response, error));
});
server.on("error", die);
server.listen(port);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());

/** What the templates' actions call: a part of the product that answers under way may ask. */
const DEMO_SYSTEMS = "/api/demo/";

/** Requests of people and their systems that are under way. */
const underWay = new Set<ServerResponse>();
let isStopping = false;
const idle = Promise.withResolvers<void>();

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answerPage = await ready;
  const [path = ""] = (request.url ?? "").split("?");
  if (path === "/api/inngest" && loadFunctions) return (await loadFunctions())(request, response);
  if (isStopping && !path.startsWith(DEMO_SYSTEMS)) return refuse(response);
  underWay.add(response);
  response.once("close", () => {
    underWay.delete(response);
    if (isStopping && underWay.size === 0) idle.resolve();
  });
  return answerPage(request, response);
}

function refuse(response: ServerResponse): void {
  response.writeHead(503, { connection: "close", "retry-after": "2" }).end();
}

function die(error: unknown): never {
  console.error(error);
  process.exit(1);
}

function fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  console.error(`${request.method} ${request.url?.split("?")[0]}:`, error);
  if (!response.headersSent) response.statusCode = 500;
  response.end();
}

/**
 * Finishes what is under way; what requests left to be done after their answers comes last. What an answer may wait for,
 * calls of functions above all, is taken until then.
 */
async function stop(): Promise<void> {
  isStopping = true;
  if (underWay.size > 0) await idle.promise;
  await new Promise((resolve) => server.close(resolve));
  await app.close();
  process.exit(0);
}
