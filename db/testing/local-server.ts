import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { afterAll } from "vitest";

export interface LocalServer {
  /** Such as http://127.0.0.1:40123. */
  origin: string;
  server: Server;
}

/** Starts a real web server on 127.0.0.1 that stops at the end of the test file. */
export async function listenLocally(listener: RequestListener): Promise<LocalServer> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The test server has no port.");
  return { origin: `http://127.0.0.1:${address.port}`, server };
}
