/** Returns the value of a request's cookie; undefined if it is missing. */
export function readCookie(headers: Headers, name: string): string | undefined {
  const cookies = headers.get("cookie")?.split(";") ?? [];
  return cookies.map((cookie) => cookie.trim().split("=", 2)).find(([cookie]) => cookie === name)?.[1];
}
