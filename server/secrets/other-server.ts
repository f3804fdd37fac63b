import { DomainError, type ErrorDetail } from "../errors.ts";

/**
 * Whether an address is on another server than the previous one. False if there was none, because then no secret was
 * entered for another server.
 */
export function isOtherServer(from: string | null, to: string): boolean {
  return from !== null && originOf(from) !== originOf(to);
}

/**
 * Refuses to keep a stored secret for another server. Otherwise a member who may change the address could send the
 * secret to their own server.
 * @param path The path of the secret in the input, where it is missing.
 * @throws DomainError `invalid` if the address changes to another server.
 */
export function assertSecretGoesAlong(from: string | null, to: string, path: ErrorDetail["path"]): void {
  if (!isOtherServer(from, to)) return;
  const message = `The secret was entered for ${originOf(from ?? "")} and is not sent to another server. Enter the secret again for ${originOf(to)}, or remove it.`;
  throw new DomainError("invalid", message, { details: [{ path, message }] });
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}
