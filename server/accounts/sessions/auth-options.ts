import ipaddr from "ipaddr.js";
import type { Account, AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { env } from "@/server/env";
import { admitOauth } from "../oauth/admit-oauth";
import { authorizePassword } from "../passwords/authorize-password";
import { oauthProviders } from "../oauth/oauth-providers";
import { findOauthUser } from "../oauth/oauth-sign-in";
import { authorizeCode } from "../two-factor/authorize-code";
import type { MadeAccount } from "../sign-up/create-account";
import { noteNewDevice } from "./note-new-device";
import { returnAddress } from "./return-path";
import { sessionSecret, usesSecureCookies } from "./session-token";
import type { SetCookie } from "./set-cookie";
import { assertRunning, endSession, SESSION_SECONDS, startSession } from "./sessions";

interface SignInRequest {
  headers?: Headers;
  setCookie?: SetCookie;
  /** Called when a first sign-in through GitHub or Google made an account. */
  onAccountMade?: (made: MadeAccount) => void;
}

/**
 * The options of next-auth: sign-in by password and through the configured services, and for accounts with two-factor
 * sign-in a second step. The cookie names a session.
 */
export function authOptions({
  headers = new Headers(),
  setCookie = () => {},
  onAccountMade = () => {},
}: SignInRequest = {}): AuthOptions {
  setAuthAddress();
  return {
    secret: sessionSecret(),
    useSecureCookies: usesSecureCookies(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [password(setCookie), secondStep(setCookie), ...oauthProviders()],
    callbacks: {
      redirect: ({ url, baseUrl }) => returnAddress(url, baseUrl),
      signIn: ({ account, profile }) =>
        account?.type === "oauth" ? admitOauth(account, profile, headers, { setCookie, onAccountMade }) : true,
      jwt: ({ token, user, account }) =>
        account ? signedIn(account, user, { headers, setCookie }) : stillSignedIn(token),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const ended = running.safeParse(token);
        if (ended.success) await endSession(ended.data.sid);
      },
    },
  };
}

function password(setCookie: SetCookie) {
  return Credentials({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: (given, request) => authorizePassword(given, new Headers(request.headers), setCookie),
  });
}

function secondStep(setCookie: SetCookie) {
  return Credentials({
    id: "second-step",
    credentials: { code: { type: "text" } },
    authorize: (given, request) => authorizeCode(given?.code, new Headers(request.headers), setCookie),
  });
}

const running = z.object({ sub: z.string(), sid: z.string() });

/** What the checks of a password and of a code return. */
const checkedUser = z.object({ id: z.string(), passwordHash: z.string().nullable() });

/** Starts a session and returns the content of its cookie. */
async function signedIn(
  account: Account,
  user: unknown,
  { headers, setCookie }: Required<Pick<SignInRequest, "headers" | "setCookie">>,
): Promise<z.infer<typeof running>> {
  const isOauth = account.type === "oauth";
  const checked = isOauth ? undefined : checkedUser.parse(user);
  const userId = checked?.id ?? (await findOauthUser(account.provider, account.providerAccountId));
  if (!userId) throw new Error("A session was to be made for nobody.");
  const sid = await startSession(userId, headers, checked);
  const device = await noteNewDevice(userId, headers);
  // The other ways to sign in remember the device themselves, together with the check.
  if (device !== null && isOauth) setCookie(device);
  return { sub: userId, sid };
}

/** Renews the cookie's content, unless the session has ended. */
async function stillSignedIn(token: unknown): Promise<z.infer<typeof running>> {
  const { sub, sid } = running.parse(token);
  await assertRunning({ id: sub, sessionId: sid });
  return { sub, sid };
}

/**
 * next-auth reads its own address only from the process's environment. A public address is fixed. On a local machine
 * the product is reached at several addresses (localhost, 127.0.0.1, another port), so the request's own is used.
 */
function setAuthAddress(): void {
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
