/** Returns a successful response whose body is JSON already. */
export function jsonResponse(json: string): Response {
  return new Response(json, { headers: { "content-type": "application/json" } });
}
