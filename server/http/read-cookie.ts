/** The value of a request's cookie; undefined when it sent none of this name. */
export function readCookie(headers: Headers, name: string): string | undefined {
  const cookies = headers.get("cookie")?.split(";") ?? [];
  return cookies.map((cookie) => cookie.trim().split("=", 2)).find(([cookie]) => cookie === name)?.[1];
}
