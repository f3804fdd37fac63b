import { countSignIn } from "../limits/account-limits";
import { signInFailureCode } from "./sign-in-failure-code";
import { credentials, verifyCredentials } from "./verify-credentials";

/**
 * Checks a sign-in by password for next-auth. Returns the user, or null if e-mail and password do not match.
 * @param onRight Called with the e-mail if the password was correct.
 * @throws Error with a code of `signInFailureCode` as its message.
 */
export async function authorizePassword(
  given: unknown,
  headers: Headers,
  onRight: (email: string) => void = () => {},
): Promise<{ id: string } | null> {
  const parsed = credentials.safeParse(given);
  if (!parsed.success) return null;
  try {
    const giveBack = await countSignIn(parsed.data.email, headers);
    const user = await verifyCredentials(parsed.data);
    if (user === null) return null;
    await giveBack();
    onRight(parsed.data.email);
    return user;
  } catch (error) {
    throw new Error(signInFailureCode(error), { cause: error });
  }
}
