import { clientAddress } from "./client-address";
import { enforceRateLimit } from "./rate-limit";

const MINUTE = 60;
export const SIGN_INS_PER_EMAIL_AND_ADDRESS = { limit: 10, windowSeconds: 15 * MINUTE };
/** From everywhere: many, or a stranger who knows an e-mail could keep its owner out by trying from elsewhere. */
export const SIGN_INS_PER_EMAIL = { limit: 100, windowSeconds: 15 * MINUTE };
export const SIGN_INS_PER_ADDRESS = { limit: 50, windowSeconds: 15 * MINUTE };
export const SIGN_UPS_PER_ADDRESS = { limit: 10, windowSeconds: 60 * MINUTE };

/**
 * Counts a try to sign in, right or wrong.
 * @throws DomainError limit_exceeded.
 */
export async function limitSignIn(email: string, headers: Headers): Promise<void> {
  const address = clientAddress(headers);
  if (address) await enforceRateLimit({ key: `sign-in:address:${address}`, ...SIGN_INS_PER_ADDRESS }, tooManyTries);
  await enforceRateLimit(
    { key: `sign-in:email:${email}:${address ?? ""}`, ...SIGN_INS_PER_EMAIL_AND_ADDRESS },
    tooManyTries,
  );
  await enforceRateLimit({ key: `sign-in:email:${email}`, ...SIGN_INS_PER_EMAIL }, tooManyTries);
}

/**
 * Counts a sign-up.
 * @throws DomainError limit_exceeded.
 */
export async function limitSignUp(headers: Headers): Promise<void> {
  const address = clientAddress(headers);
  if (address) await enforceRateLimit({ key: `sign-up:address:${address}`, ...SIGN_UPS_PER_ADDRESS }, tooManyTries);
}

function tooManyTries(retryAfterSeconds: number): string {
  const minutes = Math.ceil(retryAfterSeconds / MINUTE);
  return `That was too many tries. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
}
