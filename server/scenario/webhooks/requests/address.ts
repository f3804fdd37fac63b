import { DomainError } from "@/server/errors";
import { redactUrl } from "@/server/outbound/addresses/redact-url";
import { looksSecret, MASK } from "@/server/secrets/masking/looks-secret";
import { isOtherServer } from "@/server/secrets/other-server";

/** Adds query parameters to an address. Its own query stays as it was typed. */
export function withQuery(url: string, parameters: Record<string, string>): string {
  const address = new URL(url);
  const added = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  address.search = [address.search.slice(1), ...added].filter(Boolean).join("&");
  return address.href;
}

/**
 * Returns the address that a form means in which the secrets of the stored address are masked (`redactUrl`).
 * @throws DomainError `invalid` if a masked value is not one of the stored address, or the server is another one.
 */
export function unmasked(typed: string, stored: string | null, path: string[]): string {
  if (!typed.includes(MASK)) return typed;
  if (stored !== null && typed === redactUrl(stored)) return stored;
  const [address = "", query = ""] = typed.split(/\?(.*)/s);
  const known = stored === null || isOtherServer(stored, address) ? [] : pairsOf(stored);
  const pairs = query.split("&").map((pair) => {
    const [name = ""] = pair.split("=", 1);
    return pair === `${name}=${MASK}` ? (known.find((one) => one.startsWith(`${name}=`)) ?? pair) : pair;
  });
  const whole = `${address}?${pairs.join("&")}`;
  if (!whole.includes(MASK)) return whole;
  const message = `Type the address with its real values: ${MASK} stands for a hidden one, which is not sent to another server.`;
  throw new DomainError("invalid", message, { details: [{ path, message }] });
}

/** The values of those query parameters that look secret, as `redactUrl` masks them. */
export function secretsOfUrl(url: string): string[] {
  return [...new URL(url).searchParams].flatMap(([name, value]) => (looksSecret(name) && value !== "" ? [value] : []));
}

function pairsOf(url: string): string[] {
  return new URL(url).search.slice(1).split("&");
}
