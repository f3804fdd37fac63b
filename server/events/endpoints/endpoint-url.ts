import { DomainError } from "@/server/errors";
import { MASK } from "@/server/secrets/masking/looks-secret";
import { isOtherServer } from "@/server/secrets/other-server";

/** Returns an address for clients, logs and screens: each value of its query is masked, because any may be a key. */
export function shownUrl(url: string): string {
  const { address, pairs } = partsOf(url);
  return pairs.length === 0 ? address : `${address}?${pairs.map(maskedPair).join("&")}`;
}

/**
 * Returns the address that a form means in which values of the stored address are masked (`shownUrl`).
 * @param stored The address before; null for a new endpoint.
 * @throws DomainError `invalid` if a masked value is not one of the stored address, or the server is another one.
 */
export function unmaskedUrl(typed: string, stored: string | null): string {
  if (stored !== null && typed === shownUrl(stored)) return stored;
  const { address, pairs } = partsOf(typed);
  const known = stored === null || isOtherServer(stored, address) ? [] : partsOf(stored).pairs;
  const restored = pairs.map((pair) => {
    if (!pair.includes(MASK)) return pair;
    const at = known.findIndex((one) => maskedPair(one) === pair);
    return at === -1 ? pair : (known.splice(at, 1)[0] ?? pair);
  });
  const url = restored.length === 0 ? address : `${address}?${restored.join("&")}`;
  if (!url.includes(MASK)) return url;
  const message = `Type the address with its real values: ${MASK} stands for a hidden one, which is not sent to another server.`;
  throw new DomainError("invalid", message, { details: [{ path: ["url"], message }] });
}

function partsOf(url: string): { address: string; pairs: string[] } {
  const [withoutFragment = ""] = url.split("#", 1);
  const start = withoutFragment.indexOf("?");
  if (start === -1) return { address: withoutFragment, pairs: [] };
  const query = withoutFragment.slice(start + 1);
  return { address: withoutFragment.slice(0, start), pairs: query === "" ? [] : query.split("&") };
}

/** A part without "=" is masked as a whole. */
function maskedPair(pair: string): string {
  const equals = pair.indexOf("=");
  if (equals === -1) return pair === "" ? "" : MASK;
  return equals === pair.length - 1 ? pair : `${pair.slice(0, equals)}=${MASK}`;
}
