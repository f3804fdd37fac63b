import { z } from "zod";

const MAX_ADDRESS = 254;
const MAX_LOCAL_PART = 64;

/** The characters of RFC 5322's dot-atom, and the letters of every language (RFC 6531). */
const ATOM = String.raw`[\p{L}\p{M}\p{N}!#$%&'*+/=?^_\x60{|}~-]+`;
const LOCAL_PART = new RegExp(String.raw`^${ATOM}(?:\.${ATOM})*$`, "u");
/** In ASCII: labels of at most 63 letters, digits and hyphens; the last label is not a number. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;
/** Characters that end a URL's host or have a special meaning in it. */
const NO_DOMAIN = /[\s\p{Cc}/:?#[\]@\\%]/u;

/**
 * An e-mail address in the form that is stored and compared: lower case, with the domain in ASCII. `info@ДОМ.рф` and
 * `info@xn--d1aqf.xn--p1ai` are the same.
 */
export const emailAddress = z
  .string()
  .trim()
  .max(MAX_ADDRESS, `Use an e-mail address of at most ${MAX_ADDRESS} characters.`)
  .transform((written, issues) => {
    const address = normalise(written);
    if (address !== null) return address;
    issues.addIssue({ code: "custom", message: "Write a whole e-mail address, such as ada@example.com." });
    return z.NEVER;
  });

function normalise(written: string): string | null {
  const at = written.lastIndexOf("@");
  const local = written.slice(0, Math.max(at, 0)).normalize("NFC").toLowerCase();
  const domain = toAscii(written.slice(at + 1));
  if (local.length > MAX_LOCAL_PART || !LOCAL_PART.test(local) || domain === null) return null;
  const address = `${local}@${domain}`;
  return address.length > MAX_ADDRESS ? null : address;
}

function toAscii(domain: string): string | null {
  const address = `http://${domain}`;
  if (NO_DOMAIN.test(domain) || !URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  return DOMAIN.test(hostname) ? hostname : null;
}
