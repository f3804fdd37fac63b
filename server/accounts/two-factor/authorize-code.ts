import { countSecondFactor } from "../limits/account-limits";
import { signInFailureCode } from "../passwords/sign-in-failure-code";
import type { CheckedUser } from "../passwords/verify-credentials";
import { rememberDevice } from "../passwords/known-device";
import type { SetCookie } from "../sessions/set-cookie";
import { checkSecondFactor } from "./check-second-factor";
import { endSecondStep, readSecondStep } from "./second-step";
import { anyCode } from "./two-factor-input";

/**
 * Checks the second step of a sign-in for next-auth. Returns the user, or null for a wrong code.
 * @throws Error with a code for the page as its message: `SecondStepOver` if the first step was too long ago, or one of
 * `signInFailureCode`.
 */
export async function authorizeCode(
  given: unknown,
  headers: Headers,
  setCookie: SetCookie,
): Promise<CheckedUser | null> {
  const code = anyCode.safeParse(given);
  if (!code.success) return null;
  const user = await readSecondStep(headers);
  if (!user) throw new Error("SecondStepOver");
  try {
    const giveBack = await countSecondFactor(user.id, { headers, email: user.email });
    if (!(await checkSecondFactor(user.id, code.data, headers))) return null;
    await giveBack();
  } catch (error) {
    throw new Error(signInFailureCode(error), { cause: error });
  }
  setCookie(rememberDevice(headers, user.email));
  setCookie(endSecondStep());
  return { id: user.id, passwordHash: user.passwordHash };
}
