/**
 * The methods that a route can have. Next.js fails with others, such as TRACE, because the web's Request refuses them.
 */
const SERVED = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** The Allow header of a 405 response to any other method. */
export const ALLOW = SERVED.join(", ");

/** Whether any route may handle requests with this method. */
export function isServed(method: string | undefined): boolean {
  return method !== undefined && SERVED.includes(method);
}
