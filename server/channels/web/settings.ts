import { z } from "zod";
import { widgetSettings } from "@/server/schemas/widget/widget-settings";

export const webChannelSettings = z.object({
  kind: z.literal("web"),
  title: z.string().max(80),
  greeting: z.string().max(1000),
  /** Origins that may call the chat endpoint from a browser; empty for any. The product's own is always allowed. */
  allowedOrigins: z.array(z.string()),
  /** HMAC-SHA-256 key for logged-in visitors. */
  identitySecretSealed: z.string().nullable(),
  widget: widgetSettings.prefault({}),
});
export type WebChannelSettings = z.infer<typeof webChannelSettings>;

export const shownWebSettings = webChannelSettings.transform(({ identitySecretSealed, ...shown }) => ({
  ...shown,
  hasIdentitySecret: identitySecretSealed !== null,
}));
