import type { CustomChannelSettings } from "@/server/channels/custom/settings";
import { sealSecret } from "@/server/secrets/secret-box";

/** Settings of a channel that sends to a server, with a secret. */
export function settingsFor(origin: string, secret: string): CustomChannelSettings {
  return {
    kind: "custom",
    webhookUrl: `${origin}/hook`,
    webhookSecretSealed: sealSecret(secret),
    retry: true,
    structured: false,
    markdown: "as_written",
  };
}
