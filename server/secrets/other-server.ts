import { DomainError, type ErrorDetail } from "../errors.ts";

/**
 * Whether an address leads to another server than the one before; without an address before, no secret was meant for
 * another server.
 */
export function isOtherServer(from: string | null, to: string): boolean {
  return from !== null && originOf(from) !== originOf(to);
}

/**
 * A stored secret belongs to the server that it was entered for: otherwise a member who may change the address could
 * send the secret to their own server.
 * @param path Of the secret in the input, which is absent in it.
 * @throws DomainError `invalid` when the address changes to another server.
 */
export function assertSecretGoesAlong(from: string | null, to: string, path: ErrorDetail["path"]): void {
  if (!isOtherServer(from, to)) return;
  const message = `The secret was entered for ${originOf(from ?? "")} and is not sent to another server. Enter the secret again for ${originOf(to)}, or remove it.`;
  throw new DomainError("invalid", message, { details: [{ path, message }] });
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}
