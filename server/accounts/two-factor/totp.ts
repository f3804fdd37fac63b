import { Secret, TOTP } from "otpauth";

/** RFC 6238 as authenticator apps expect it: SHA-1, six digits, 30 seconds. */
const SHAPE = { issuer: "Parley", algorithm: "SHA1", digits: 6, period: 30 };
/** RFC 4226 §4 recommends 160 bits. */
const SECRET_BYTES = 20;
/** Codes of the previous and the next 30 seconds are accepted, because clocks differ and people type slowly. */
const TOLERANCE = 1;

/** Generates the secret of an authenticator app, in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The address in the QR code that an authenticator app reads. */
export function totpAddress(secret: string, email: string): string {
  return totpOf(secret, email).toString();
}

/** Returns the time step that a code belongs to; null if it is wrong. */
export function stepOfCode(secret: string, code: string, now: number = Date.now()): number | null {
  const totp = totpOf(secret, "");
  const delta = totp.validate({ token: code, timestamp: now, window: TOLERANCE });
  return delta === null ? null : TOTP.counter({ period: SHAPE.period, timestamp: now }) + delta;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ ...SHAPE, label, secret: Secret.fromBase32(secret) });
}
