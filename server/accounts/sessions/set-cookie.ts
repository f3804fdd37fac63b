/** Adds a `Set-Cookie` header to the answer of a sign-in. */
export type SetCookie = (header: string) => void;
