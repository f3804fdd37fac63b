/** Parts of an address that are secret or a customer's words: a callback's token, a file's name, an order's number. */
const PRIVATE_PART = /(\/api\/(?:callback|files\/[^/]+|demo\/orders)\/).+/;
const MAX_PATH = 200;

/** The address of a request as it may be logged: without its query, its private part, and what is too long. */
export function shownPath(address: string): string {
  const [path = ""] = address.split("?", 1);
  return path.replace(PRIVATE_PART, "$1•••").slice(0, MAX_PATH);
}
