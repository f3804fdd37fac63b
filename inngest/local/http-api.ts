/** The part of Inngest's server that the SDK calls: events, checkpoints and syncs. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { CheckpointOutcome } from "./calls/checkpoint.ts";
import { receiveEvents, type StoredEvent } from "./runs/event.ts";
import { hashSigningKey, isSameSecret } from "./calls/signing.ts";
import { checkpointSchema, sentEventsSchema, type Checkpoint } from "./calls/wire.ts";

interface Options {
  eventKey: string;
  signingKey: string;
  /** False until the app's functions are known: an event accepted earlier would start nothing. */
  isSynced(): boolean;
  ingest(events: StoredEvent[]): Promise<void>;
  checkpoint(checkpoint: Checkpoint): Promise<CheckpointOutcome>;
  sync(): Promise<void>;
  health(): { ok: boolean; details: Record<string, unknown> };
  log(message: string): void;
}

interface Reply {
  status: number;
  body: Record<string, unknown>;
}

/** Inngest's limits: 256 kB per event, and several events per request. */
const MAX_BODY = 4 * 1024 * 1024;
const MAX_EVENT = 256 * 1024;
const KEEP_ALIVE_MS = 75_000;

/** Listens on 127.0.0.1; port 0 picks a free port. */
export async function listen(port: number, options: Options): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => void handle(request, response, options));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return { server, url: `http://127.0.0.1:${bound}` };
}

async function handle(request: IncomingMessage, response: ServerResponse, options: Options): Promise<void> {
  const { status, body } = await route(request, options).catch((error: unknown) => internalError(error, options));
  if (!response.headersSent) response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

async function route(request: IncomingMessage, options: Options): Promise<Reply> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/health" && request.method === "GET") {
    const { ok, details } = options.health();
    return { status: ok ? 200 : 503, body: details };
  }
  if (pathname.startsWith("/e/") && request.method === "POST") return takeEvents(request, pathname, options);
  if (/^\/v1\/checkpoint\/[^/]+\/async$/.test(pathname) && request.method === "POST")
    return takeCheckpoint(request, options);
  if (pathname === "/fn/register" && (request.method === "POST" || request.method === "PUT"))
    return register(request, options);
  return failure(404, `The embedded executor has no ${request.method} ${pathname}.`);
}

async function takeEvents(request: IncomingMessage, pathname: string, options: Options): Promise<Reply> {
  // The SDK puts the key into the path, where some characters are escaped.
  const expected = new URL(`/e/${options.eventKey}`, "http://localhost").pathname;
  if (!isSameSecret(pathname, expected)) return failure(401, "The event key is wrong.");
  if (!options.isSynced()) return failure(503, "The app's functions are not known yet; try again in a moment.");
  const text = await readBody(request);
  if (text === undefined) return failure(413, `A request may have at most ${MAX_BODY} bytes.`);
  const parsed = sentEventsSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
    return failure(400, `The events can't be read: ${faults.join("; ")}`);
  }
  const seed = request.headers["x-inngest-event-id-seed"];
  const events = receiveEvents(parsed.data, typeof seed === "string" ? seed : undefined);
  const tooLarge = events.find((event) => Buffer.byteLength(event.text) > MAX_EVENT);
  if (tooLarge) return failure(413, `The event ${tooLarge.name} is larger than ${MAX_EVENT} bytes.`);
  await options.ingest(events);
  return { status: 200, body: { ids: events.map(({ id }) => id), status: 200 } };
}

/** Stores steps of a call in progress. 409 tells the SDK to stop; after any other failure it answers with the steps. */
async function takeCheckpoint(request: IncomingMessage, options: Options): Promise<Reply> {
  if (!hasSigningKey(request, options)) return failure(401, "The signing key is wrong.");
  const text = await readBody(request);
  if (text === undefined) return failure(413, `A request may have at most ${MAX_BODY} bytes.`);
  const parsed = checkpointSchema.safeParse(parseJson(text));
  if (!parsed.success) return failure(400, "The checkpoint can't be read.");
  const outcome = await options.checkpoint(parsed.data);
  if (outcome === "kept") return { status: 200, body: { status: 200 } };
  if (outcome === "stale") return failure(409, "The call that made this checkpoint is over.");
  return failure(400, "Only steps that succeeded can be stored during a call.");
}

/** The app requests a sync (a PUT of its serve endpoint without a sync kind): its functions are read again. */
async function register(request: IncomingMessage, options: Options): Promise<Reply> {
  if (!hasSigningKey(request, options)) return failure(401, "The signing key is wrong.");
  request.resume();
  try {
    await options.sync();
    return { status: 200, body: { ok: true, modified: false } };
  } catch (error) {
    return failure(400, error instanceof Error ? error.message : String(error));
  }
}

function hasSigningKey(request: IncomingMessage, { signingKey }: Options): boolean {
  return isSameSecret(request.headers.authorization ?? "", `Bearer ${hashSigningKey(signingKey)}`);
}

/** Reads the body as text; undefined if it is too large. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
  }
  return size > MAX_BODY ? undefined : Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failure(status: number, error: string): Reply {
  return { status, body: { status, error } };
}

function internalError(error: unknown, options: Options): Reply {
  options.log(`http: ${error instanceof Error ? error.message : String(error)}`);
  return failure(500, "The executor could not do this now; try again later.");
}
