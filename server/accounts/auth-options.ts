import ipaddr from "ipaddr.js";
import type { Account, AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { env } from "@/server/env";
import { admitOauth } from "./admit-oauth";
import { authorizePassword } from "./authorize-password";
import { oauthProviders } from "./oauth-providers";
import { findOauthUser } from "./oauth-sign-in";
import { returnAddress } from "./return-path";
import { sessionSecret, usesSecureCookies } from "./session-token";

/**
 * How next-auth signs people in: by password, and through the services that are set up. The session is a user id.
 * @param onPassword Is called with the e-mail of somebody whose password was right.
 */
export function authOptions(onPassword?: (email: string) => void): AuthOptions {
  tellAddress();
  return {
    secret: sessionSecret(),
    useSecureCookies: usesSecureCookies(),
    session: { strategy: "jwt" },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [password(onPassword), ...oauthProviders()],
    callbacks: {
      redirect: ({ url, baseUrl }) => returnAddress(url, baseUrl),
      signIn: ({ account, profile }) => (account?.type === "oauth" ? admitOauth(account, profile) : true),
      jwt: async ({ token, user, account }) => ({ sub: await userIdOf(account, user?.id ?? token.sub) }),
      session: ({ session }) => ({ expires: session.expires }),
    },
  };
}

function password(onRight?: (email: string) => void) {
  return Credentials({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: (given, request) => authorizePassword(given, new Headers(request.headers), onRight),
  });
}

async function userIdOf(account: Account | null, id: string | undefined): Promise<string> {
  const userId = account?.type === "oauth" ? await findOauthUser(account.provider, account.providerAccountId) : id;
  if (!userId) throw new Error("A session was to be made for nobody.");
  return userId;
}

/**
 * next-auth takes its own address from the process's environment alone. A public address is the only right one; on
 * one's own machine the product is reached under several (localhost, 127.0.0.1, another port), so each request's counts.
 */
function tellAddress(): void {
  const { origin, hostname } = new URL(env().PARLEY_URL);
  if (isLoopback(hostname)) {
    delete process.env["NEXTAUTH_URL"];
    process.env["AUTH_TRUST_HOST"] = "true";
  } else {
    process.env["NEXTAUTH_URL"] = origin;
  }
}

function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return hostname === "localhost" || (ipaddr.isValid(bare) && ipaddr.process(bare).range() === "loopback");
}
