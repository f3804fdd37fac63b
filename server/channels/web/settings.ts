import { z } from "zod";
import { changedSecret, secretChange } from "@/server/channels/changed-secret";

export const webChannelSettings = z.object({
  kind: z.literal("web"),
  title: z.string().max(80),
  greeting: z.string().max(1000),
  /** Origins that may call the chat endpoint from a browser; empty for any. The product's own is always allowed. */
  allowedOrigins: z.array(z.string()),
  /** HMAC-SHA-256 key for logged-in visitors. */
  identitySecretSealed: z.string().nullable(),
});
export type WebChannelSettings = z.infer<typeof webChannelSettings>;

export const shownWebSettings = webChannelSettings.transform(({ identitySecretSealed, ...shown }) => ({
  ...shown,
  hasIdentitySecret: identitySecretSealed !== null,
}));

/** Excludes characters of a URL's host that end a header's value or a policy's directive, such as a comma. */
const ORIGIN = /^[a-z][a-z\d+.-]*:\/\/[a-z\d.:[\]-]+$/;

const origin = z.string().refine((text) => ORIGIN.test(text) && URL.canParse(text) && new URL(text).origin === text, {
  error: "Write an origin such as https://www.example.com, without a path.",
});

export const webChanges = z.object({
  title: z.string().trim().min(1, "Give the chat page a title.").max(80).optional(),
  greeting: z.string().max(1000).optional(),
  allowedOrigins: z.array(origin).max(50).optional(),
  identitySecret: secretChange.nullable().optional(),
});
export type WebChanges = z.infer<typeof webChanges>;

export function changeWebSettings(
  settings: WebChannelSettings,
  { identitySecret, ...changes }: WebChanges,
): WebChannelSettings {
  return {
    ...settings,
    title: changes.title ?? settings.title,
    greeting: changes.greeting ?? settings.greeting,
    allowedOrigins: changes.allowedOrigins ?? settings.allowedOrigins,
    identitySecretSealed: changedSecret(settings.identitySecretSealed, identitySecret),
  };
}
