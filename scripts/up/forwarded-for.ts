import type { IncomingMessage } from "node:http";

let isTold = false;

/**
 * Writes into X-Forwarded-For whom limits count. Without a trusted proxy that is the socket's address, whatever the client
 * says of itself; a trusted proxy has written it already.
 */
export function writeForwardedFor(request: Pick<IncomingMessage, "headers" | "socket">, proxies: number): void {
  const given = request.headers["x-forwarded-for"];
  if (given !== undefined && proxies > 0) return;
  if (given !== undefined) tell();
  request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "";
}

/** A proxy that is not declared makes all people one address. */
function tell(): void {
  if (isTold) return;
  isTold = true;
  console.warn("A request's X-Forwarded-For was ignored. Behind a proxy that writes it, set PARLEY_TRUST_PROXY=1.");
}
