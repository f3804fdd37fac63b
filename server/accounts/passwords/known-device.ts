import { createHmac, timingSafeEqual } from "node:crypto";
import { readCookie } from "@/server/http/read-cookie";
import { newId } from "@/server/ids";
import { deriveKey } from "@/server/secrets/secret-box";
import { usesSecureCookies } from "../sessions/session-token";

/** The maximum number of accounts that know a browser; the last one to sign in comes first. */
const MOST_ACCOUNTS = 5;
const YEAR_SECONDS = 365 * 86_400;
const FORM = /^dev_[\da-z]{26}(?:\.[\w-]{43}){1,5}$/;

/** Returns the id of the device that sent a request if this account was signed in to on it, else null. */
export function knownDevice(headers: Headers, email: string): string | null {
  const [device = "", ...marks] = readDevice(headers);
  const right = Buffer.from(markOf(device, email));
  return marks.some((mark) => timingSafeEqual(Buffer.from(mark), right)) ? device : null;
}

/** Returns the `Set-Cookie` header that makes a device known to an account. It does not name the account. */
export function rememberDevice(headers: Headers, email: string): string {
  const [device = newId("device"), ...marks] = readDevice(headers);
  const mark = markOf(device, email);
  const kept = [mark, ...marks.filter((other) => other !== mark)].slice(0, MOST_ACCOUNTS);
  const attributes = `Path=/; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax${usesSecureCookies() ? "; Secure" : ""}`;
  return `${cookieName()}=${[device, ...kept].join(".")}; ${attributes}`;
}

function readDevice(headers: Headers): string[] {
  const value = readCookie(headers, cookieName()) ?? "";
  return FORM.test(value) ? value.split(".") : [];
}

function markOf(device: string, email: string): string {
  return createHmac("sha256", deriveKey("known-device")).update(`${device}\n${email}`).digest("base64url");
}

function cookieName(): string {
  return `${usesSecureCookies() ? "__Host-" : ""}parley-device`;
}
