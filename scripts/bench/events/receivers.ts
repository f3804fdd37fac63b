import { createServer, type RequestListener } from "node:http";
import { listen } from "../listen.ts";

export interface Receiver {
  name: string;
  url: string;
  isHealthy: boolean;
  /** By `webhook-id`: when each request for it arrived, in ms since 1970. */
  arrivals: Map<string, number[]>;
}

export interface Receivers {
  all: Receiver[];
  close(): void;
}

/** The first receivers accept every event; the others misbehave. */
export const HEALTHY = 15;
const SLOW_MS = 30_000;

/** How the misbehaving ones answer. */
const faults: Record<string, RequestListener> = {
  "answers 500": (_, response) => response.writeHead(500).end("Internal error"),
  hangs: () => undefined,
  "resets the connection": (request) => request.socket.resetAndDestroy(),
  "answers after 30 s": (_, response) => void setTimeout(() => response.writeHead(200).end(), SLOW_MS).unref(),
  "sends garbage": (request) => request.socket.end("\u0000\u0001 this is not HTTP\r\n\r\n"),
};

/** Starts real servers: 15 that accept every event, and 5 that misbehave. */
export async function startReceivers(): Promise<Receivers> {
  const healthy = Array.from({ length: HEALTHY }, (_, n) => start(`healthy ${n + 1}`, null));
  const failing = Object.entries(faults).map(([name, fault]) => start(name, fault));
  const started = await Promise.all([...healthy, ...failing]);
  return { all: started.map(({ receiver }) => receiver), close: () => started.forEach(({ close }) => close()) };
}

async function start(name: string, fault: RequestListener | null) {
  const arrivals = new Map<string, number[]>();
  const server = createServer((request, response) => {
    // A request that breaks off, as when the product is killed, does not count.
    request.on("error", () => undefined);
    request.on("end", () => {
      const id = String(request.headers["webhook-id"]);
      arrivals.set(id, [...(arrivals.get(id) ?? []), Date.now()]);
      if (fault) fault(request, response);
      else response.writeHead(200).end();
    });
    request.resume();
  });
  const port = await listen(server);
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { receiver: { name, url: `http://127.0.0.1:${port}/`, isHealthy: fault === null, arrivals }, close };
}
