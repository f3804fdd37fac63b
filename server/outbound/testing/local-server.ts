import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import net from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { selfSigned } from "./self-signed";

export interface ReceivedRequest {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface LocalServer {
  /** Origin by IP address, such as http://127.0.0.1:40123. */
  origin: string;
  port: number;
  /** Every request whose body was received. */
  requests: ReceivedRequest[];
  connections: number;
}

type Handler = (request: ReceivedRequest, response: http.ServerResponse) => void;

/** Starts a real web server on 127.0.0.1 that ends with the test. */
export async function serveHttp(handler: Handler, scheme: "http" | "https" = "http"): Promise<LocalServer> {
  const local: LocalServer = { origin: "", port: 0, requests: [], connections: 0 };
  const listener: http.RequestListener = async (message, response) => {
    const { method = "", url = "", headers } = message;
    const request = { method, url, headers, body: await text(message) };
    local.requests.push(request);
    handler(request, response);
  };
  const server = scheme === "http" ? http.createServer(listener) : https.createServer(selfSigned, listener);
  await listen(server, local);
  local.origin = `${scheme}://127.0.0.1:${local.port}`;
  return local;
}

/** Starts a server on 127.0.0.1 that sends arbitrary bytes. */
export async function serveTcp(onConnection: (socket: Socket) => void): Promise<LocalServer> {
  const local: LocalServer = { origin: "", port: 0, requests: [], connections: 0 };
  const server = net.createServer((socket) => {
    // The other side closes the connection in many of these tests.
    socket.on("error", () => socket.destroy());
    onConnection(socket);
  });
  await listen(server, local);
  local.origin = `http://127.0.0.1:${local.port}`;
  return local;
}

async function listen(server: net.Server, local: LocalServer): Promise<void> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    local.connections += 1;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The test server has no port.");
  local.port = address.port;
  onTestFinished(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, "close");
  });
}
