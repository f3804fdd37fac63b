import { DomainError, type ErrorDetail } from "../errors.ts";

/** Whether an address leads to another server than the one before; no address before is none that a secret was for. */
export function isOtherServer(from: string | null, to: string): boolean {
  return from !== null && originOf(from) !== originOf(to);
}

/**
 * A stored secret belongs to the server that it was entered for: who may change an address could otherwise have the
 * secret sent to a server of theirs.
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
