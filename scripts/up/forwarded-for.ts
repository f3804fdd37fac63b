import type { IncomingMessage } from "node:http";

let hasWarned = false;

/**
 * Sets X-Forwarded-For to the address that rate limits count by. Without a trusted proxy it is the socket's address,
 * whatever the client sent; a trusted proxy has already set it.
 */
export function writeForwardedFor(request: Pick<IncomingMessage, "headers" | "socket">, proxies: number): void {
  const given = request.headers["x-forwarded-for"];
  if (given !== undefined && proxies > 0) return;
  if (given !== undefined) warnOnce();
  request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "";
}

/** Warns that behind an undeclared proxy all clients share one address. */
function warnOnce(): void {
  if (hasWarned) return;
  hasWarned = true;
  console.warn("A request's X-Forwarded-For was ignored. Behind a proxy that writes it, set PARLEY_TRUST_PROXY=1.");
}
