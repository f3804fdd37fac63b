import { countSignIn } from "../limits/account-limits";
import type { SetCookie } from "../sessions/set-cookie";
import { beginSecondStep } from "../two-factor/second-step";
import { rememberDevice } from "./known-device";
import { signInFailureCode } from "./sign-in-failure-code";
import { type CheckedUser, credentials, verifyCredentials } from "./verify-credentials";

/**
 * Checks a sign-in by password for next-auth. Returns the user, or null if e-mail and password do not match.
 * @throws Error with a code for the page as its message: `SecondStep` if a code is needed, too, or one of
 * `signInFailureCode`.
 */
export async function authorizePassword(
  given: unknown,
  headers: Headers,
  setCookie: SetCookie = () => {},
): Promise<CheckedUser | null> {
  const parsed = credentials.safeParse(given);
  if (!parsed.success) return null;
  const { user, secondStep } = await checkFirstStep(parsed.data, headers);
  if (user === null) return null;
  if (secondStep !== null) {
    setCookie(secondStep);
    throw new Error("SecondStep");
  }
  setCookie(rememberDevice(headers, parsed.data.email));
  return user;
}

async function checkFirstStep(given: { email: string; password: string }, headers: Headers) {
  try {
    const giveBack = await countSignIn(given.email, headers);
    const user = await verifyCredentials(given);
    if (user === null) return { user, secondStep: null };
    await giveBack();
    return { user, secondStep: await beginSecondStep(user.id, user) };
  } catch (error) {
    throw new Error(signInFailureCode(error), { cause: error });
  }
}
