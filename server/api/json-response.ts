/** Returns a successful response whose body is JSON already. */
export function jsonResponse(json: string, status = 200): Response {
  return new Response(json, { status, headers: { "content-type": "application/json" } });
}
