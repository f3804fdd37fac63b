import type { Account, Profile } from "next-auth";
import { z } from "zod";
import { signInWithOauth } from "./oauth-sign-in";
import { signInFailureCode } from "../passwords/sign-in-failure-code";

const claims = z.object({
  email: z.string().nullish(),
  email_verified: z.boolean().default(false),
  name: z.string().nullish(),
  login: z.string().nullish(),
});

/** Returns true to allow a sign-in through GitHub or Google, or the address of the sign-in page with the reason. */
export async function admitOauth(account: Account, profile: Profile | undefined): Promise<true | string> {
  try {
    const { email, email_verified, name, login } = claims.parse(profile);
    const admitted = await signInWithOauth({
      provider: account.provider,
      providerAccountId: account.providerAccountId,
      name: name ?? login ?? "",
      email: email ?? null,
      emailVerified: email_verified,
    });
    if ("userId" in admitted) return true;
    return signInPage(admitted.refused === "email_has_password" ? "OAuthAccountNotLinked" : "EmailNotVerified");
  } catch (error) {
    return signInPage(signInFailureCode(error));
  }
}

function signInPage(code: string): string {
  return `/sign-in?error=${code}`;
}
