import type { Account, Profile } from "next-auth";
import { z } from "zod";
import { readCookie } from "@/server/http/read-cookie";
import { returnPath, signInPath } from "../sessions/return-path";
import { usesSecureCookies } from "../sessions/session-token";
import type { SetCookie } from "../sessions/set-cookie";
import { beginSecondStep } from "../two-factor/second-step";
import { type OauthSignIn, signInWithOauth } from "./oauth-sign-in";
import type { MadeAccount } from "../sign-up/create-account";
import { signInFailureCode } from "../passwords/sign-in-failure-code";

const claims = z.object({
  email: z.string().nullish(),
  email_verified: z.boolean().default(false),
  name: z.string().nullish(),
  login: z.string().nullish(),
});

interface AdmissionEffects {
  setCookie: SetCookie;
  onAccountMade?: (made: MadeAccount) => void;
}

/**
 * Returns true to allow a sign-in through GitHub or Google, or an address: of the page for the code if the account has
 * two-factor sign-in, or of the sign-in page with the reason of a refusal.
 */
export async function admitOauth(
  account: Account,
  profile: Profile | undefined,
  headers: Headers,
  { setCookie, onAccountMade }: AdmissionEffects,
): Promise<true | string> {
  try {
    const { email, email_verified, name, login } = claims.parse(profile);
    const identity = {
      provider: account.provider,
      providerAccountId: account.providerAccountId,
      name: name ?? login ?? "",
      email: email ?? null,
      emailVerified: email_verified,
    };
    const admitted = await signInWithOauth(identity, onAccountMade);
    if ("refused" in admitted) return signInPage(REASONS[admitted.refused]);
    const secondStep = await beginSecondStep(admitted.userId);
    if (secondStep === null) return true;
    setCookie(secondStep);
    return signInPath(askedAddress(headers), "/sign-in/code");
  } catch (error) {
    return signInPage(signInFailureCode(error));
  }
}

const REASONS = {
  email_not_confirmed: "OAuthAccountNotLinked",
  email_not_verified: "EmailNotVerified",
} satisfies Record<Extract<OauthSignIn, { refused: string }>["refused"], string>;

/** The path to open after the sign-in, which next-auth keeps in a cookie meanwhile. */
function askedAddress(headers: Headers): string | undefined {
  const asked = readCookie(headers, `${usesSecureCookies() ? "__Secure-" : ""}next-auth.callback-url`);
  if (asked === undefined) return undefined;
  const address = decodeURIComponent(asked);
  return URL.canParse(address) ? returnPath(address.slice(new URL(address).origin.length)) : returnPath(address);
}

function signInPage(code: string): string {
  return `/sign-in?error=${code}`;
}
