import type { OAuthProvider } from "@/components/auth/oauth-buttons";
import { oauthProviders } from "@/server/accounts/oauth/oauth-providers";

const known: readonly OAuthProvider[] = ["github", "google"];

/** The services that people can sign in through here: those that are set up. */
export function offeredProviders(): OAuthProvider[] {
  const setUp = new Set(oauthProviders().map(({ id }) => id));
  return known.filter((id) => setUp.has(id));
}
