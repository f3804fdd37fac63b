import { clientAddress } from "./client-address";
import { knownDevice } from "../passwords/known-device";
import { enforceRateLimit, giveBackHits, type RateLimit } from "./rate-limit";

const MINUTE = 60;
export const SIGN_INS_PER_EMAIL_AND_ADDRESS = { limit: 10, windowSeconds: 15 * MINUTE };
/** From all addresses together. High, so that a stranger who knows an e-mail cannot lock its owner out. */
export const SIGN_INS_PER_EMAIL = { limit: 100, windowSeconds: 15 * MINUTE };
export const SIGN_INS_PER_ADDRESS = { limit: 50, windowSeconds: 15 * MINUTE };
/** For a device that has signed in to the account before. Attempts of strangers do not count towards it. */
export const SIGN_INS_PER_KNOWN_DEVICE = { limit: 10, windowSeconds: 15 * MINUTE };
/** For all such devices together: each correct sign-in without the cookie makes one more. */
export const SIGN_INS_PER_KNOWN_DEVICES = { limit: 100, windowSeconds: 15 * MINUTE };
export const SIGN_UPS_PER_ADDRESS = { limit: 10, windowSeconds: 60 * MINUTE };
const RESETS_PER_ADDRESS = { limit: 20, windowSeconds: 60 * MINUTE };
export const PASSWORD_CHANGES_PER_USER = { limit: 10, windowSeconds: 15 * MINUTE };
/** Asks for any address: without a mail server, the answer tells whether it has an account, and with one it gets an e-mail. */
export const EMAIL_CHANGES_PER_USER = { limit: 5, windowSeconds: 60 * MINUTE };

/** Wrong codes of the second step. Per known device, so that a stranger with the password cannot lock its owner out. */
export const CODES_PER_USER = { limit: 10, windowSeconds: 15 * MINUTE };
export const CODES_PER_KNOWN_DEVICES = { limit: 50, windowSeconds: 15 * MINUTE };

/** Removes a counted attempt because its password was correct. */
export type GiveBack = () => Promise<void>;

/**
 * Counts a sign-in attempt before its password is checked, so that concurrent attempts cannot exceed the limit.
 * @throws DomainError limit_exceeded.
 */
export function countSignIn(email: string, headers: Headers): Promise<GiveBack> {
  const device = knownDevice(headers, email);
  if (device) {
    return count([
      { key: `sign-in:device:${device}:${email}`, ...SIGN_INS_PER_KNOWN_DEVICE },
      { key: `sign-in:devices:${email}`, ...SIGN_INS_PER_KNOWN_DEVICES },
    ]);
  }
  const address = clientAddress(headers);
  return count([
    ...(address ? [{ key: `sign-in:address:${address}`, ...SIGN_INS_PER_ADDRESS }] : []),
    { key: `sign-in:email:${email}:${address ?? ""}`, ...SIGN_INS_PER_EMAIL_AND_ADDRESS },
    { key: `sign-in:email:${email}`, ...SIGN_INS_PER_EMAIL },
  ]);
}

/**
 * Counts an attempt to change a password in the same way.
 * @throws DomainError limit_exceeded.
 */
export function countPasswordChange(userId: string): Promise<GiveBack> {
  return count([{ key: `change-password:${userId}`, ...PASSWORD_CHANGES_PER_USER }]);
}

/**
 * Counts a change of the e-mail address, whether or not it succeeds.
 * @throws DomainError limit_exceeded.
 */
export async function limitEmailChanges(userId: string): Promise<void> {
  await enforceRateLimit({ key: `change-email:${userId}`, ...EMAIL_CHANGES_PER_USER }, tooManyTries);
}

/**
 * Counts an attempt to enter a code of two-factor sign-in in the same way.
 * @param from The request of a sign-in; absent for a user who is signed in.
 * @throws DomainError limit_exceeded.
 */
export function countSecondFactor(userId: string, from?: { headers: Headers; email: string }): Promise<GiveBack> {
  const device = from ? knownDevice(from.headers, from.email) : null;
  const place = device ?? (from ? "stranger" : "signed-in");
  return count([
    { key: `second-factor:${userId}:${place}`, ...CODES_PER_USER },
    ...(device ? [{ key: `second-factor:${userId}:devices`, ...CODES_PER_KNOWN_DEVICES }] : []),
  ]);
}

/**
 * Counts a sign-up.
 * @throws DomainError limit_exceeded.
 */
export async function limitSignUp(headers: Headers): Promise<void> {
  const address = clientAddress(headers);
  if (address) await enforceRateLimit({ key: `sign-up:address:${address}`, ...SIGN_UPS_PER_ADDRESS }, tooManyTries);
}

/**
 * Counts a request for a link to a new password.
 * @throws DomainError limit_exceeded.
 */
export async function limitResets(headers: Headers): Promise<void> {
  const address = clientAddress(headers);
  if (address) await enforceRateLimit({ key: `reset:address:${address}`, ...RESETS_PER_ADDRESS }, tooManyTries);
}

async function count(limits: RateLimit[]): Promise<GiveBack> {
  for (const limit of limits) await enforceRateLimit(limit, tooManyTries);
  return async () => {
    for (const limit of limits) await giveBackHits(limit);
  };
}

function tooManyTries(retryAfterSeconds: number): string {
  const minutes = Math.ceil(retryAfterSeconds / MINUTE);
  return `That was too many tries. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
}
