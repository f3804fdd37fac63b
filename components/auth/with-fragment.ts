/**
 * Adds the fragment of the current address to a path: a browser keeps it when it is redirected to the sign-in page, but
 * does not send it to the server.
 */
export function withFragment(path: string): string {
  return path.includes("#") ? path : `${path}${window.location.hash}`;
}
