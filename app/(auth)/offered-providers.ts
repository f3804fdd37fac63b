import type { OAuthProvider } from "@/components/auth/oauth-buttons";
import { oauthProviders } from "@/server/accounts/oauth/oauth-providers";

const known: readonly OAuthProvider[] = ["github", "google"];

/** The OAuth providers that are configured. */
export function offeredProviders(): OAuthProvider[] {
  const setUp = new Set(oauthProviders().map(({ id }) => id));
  return known.filter((id) => setUp.has(id));
}
