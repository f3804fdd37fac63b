import { customAdapter } from "@/server/channels/custom/adapter";
import type { CustomChannelSettings } from "@/server/channels/custom/settings";
import { sealSecret } from "@/server/secrets/secret-box";

/** Returns the settings of a channel that sends to a server with a secret. */
export function settingsFor(origin: string, secret: string): CustomChannelSettings {
  return { ...customAdapter.startSettings(), webhookUrl: `${origin}/hook`, webhookSecretSealed: sealSecret(secret) };
}
