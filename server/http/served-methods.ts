/** The methods that a route can have. Next.js fails at others, such as TRACE: the Request of the web standards refuses them. */
const SERVED = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** The header Allow of an answer with status 405 to any other method. */
export const ALLOW = SERVED.join(", ");

/** Whether any route may answer requests by this method. */
export function isServed(method: string | undefined): boolean {
  return method !== undefined && SERVED.includes(method);
}
