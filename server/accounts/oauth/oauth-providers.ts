import Github from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import type { AuthOptions } from "next-auth";
import { z } from "zod";
import { env } from "@/server/env";

const GITHUB_EMAILS = "https://api.github.com/user/emails";

const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** The services for signing in: those whose id and secret are set. */
export function oauthProviders(): AuthOptions["providers"] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET } = env();
  return [
    ...(GITHUB_ID && GITHUB_SECRET ? [github(GITHUB_ID, GITHUB_SECRET)] : []),
    ...(GOOGLE_ID && GOOGLE_SECRET ? [Google({ clientId: GOOGLE_ID, clientSecret: GOOGLE_SECRET })] : []),
  ];
}

/** Fetches GitHub's list of e-mails, because the profile does not show whether its e-mail is verified. */
function github(clientId: string, clientSecret: string) {
  return Github({
    clientId,
    clientSecret,
    userinfo: {
      url: "https://api.github.com/user",
      async request({ client, tokens }) {
        const accessToken = tokens.access_token ?? "";
        const profile = await client.userinfo(accessToken);
        const emails = await client.requestResource(GITHUB_EMAILS, accessToken);
        return { ...profile, ...readGithubEmails(JSON.parse(String(emails.body))) };
      },
    },
  });
}

/** Returns the primary e-mail of GitHub's list in the form of Google's claims. */
export function readGithubEmails(list: unknown): { email?: string; email_verified: boolean } {
  const emails = githubEmails.safeParse(list);
  const primary = emails.data?.find((one) => one.primary);
  return primary ? { email: primary.email, email_verified: primary.verified } : { email_verified: false };
}
