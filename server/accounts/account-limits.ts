import { DomainError } from "@/server/errors";
import { clientAddress } from "./client-address";
import { takeRateLimit } from "./rate-limit";

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
  if (address) await take({ key: `sign-in:address:${address}`, ...SIGN_INS_PER_ADDRESS });
  await take({ key: `sign-in:email:${email}:${address ?? ""}`, ...SIGN_INS_PER_EMAIL_AND_ADDRESS });
  await take({ key: `sign-in:email:${email}`, ...SIGN_INS_PER_EMAIL });
}

/**
 * Counts a sign-up.
 * @throws DomainError limit_exceeded.
 */
export async function limitSignUp(headers: Headers): Promise<void> {
  const address = clientAddress(headers);
  if (address) await take({ key: `sign-up:address:${address}`, ...SIGN_UPS_PER_ADDRESS });
}

async function take(limit: Parameters<typeof takeRateLimit>[0]): Promise<void> {
  const { allowed, retryAfterSeconds } = await takeRateLimit(limit);
  if (allowed) return;
  const minutes = Math.ceil(retryAfterSeconds / MINUTE);
  throw new DomainError(
    "limit_exceeded",
    `That was too many tries. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
    { retryAfter: retryAfterSeconds },
  );
}
