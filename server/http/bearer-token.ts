/** The token in an `Authorization: Bearer` header; null if there is none. */
export function bearerToken(authorization: string | null): string | null {
  return /^bearer +(\S+)$/i.exec(authorization?.trim() ?? "")?.[1] ?? null;
}
