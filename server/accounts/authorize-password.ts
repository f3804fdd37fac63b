import { limitSignIn } from "./account-limits";
import { signInFailureCode } from "./sign-in-failure-code";
import { credentials, verifyCredentials } from "./verify-credentials";

/**
 * A try to sign in by password, as next-auth asks it: the user, or null when e-mail and password do not match.
 * @throws Error whose message is a code of `signInFailureCode`.
 */
export async function authorizePassword(given: unknown, headers: Headers): Promise<{ id: string } | null> {
  const parsed = credentials.safeParse(given);
  if (!parsed.success) return null;
  try {
    await limitSignIn(parsed.data.email, headers);
    return await verifyCredentials(parsed.data);
  } catch (error) {
    throw new Error(signInFailureCode(error), { cause: error });
  }
}
