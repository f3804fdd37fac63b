import { z } from "zod";
import { changedSecret } from "@/server/channels/changed-secret";
import { secretChange } from "@/server/channels/secret-change";
import { assertSafeUrl } from "@/server/outbound/addresses/assert-safe-url";
import { assertSecretGoesAlong } from "@/server/secrets/other-server";

export const customChannelSettings = z.object({
  kind: z.literal("custom"),
  /** The address that replies are sent to (CONTRACTS §2); null until it is set. */
  webhookUrl: z.string().nullable(),
  /** Sent as `Authorization: Bearer`. */
  webhookSecretSealed: z.string().nullable(),
  /** If false, only one attempt is made. */
  retry: z.boolean(),
  /** Sends quick replies, buttons and cards as fields, too (CONTRACTS §2). By default they are sent as text only. */
  structured: z.boolean().default(false),
  /** The form in which the bot's Markdown is sent; unchanged by default. */
  markdown: z.enum(["as_written", "plain"]).default("as_written"),
});
export type CustomChannelSettings = z.infer<typeof customChannelSettings>;

export const shownCustomSettings = customChannelSettings.transform(({ webhookSecretSealed, ...shown }) => ({
  ...shown,
  hasWebhookSecret: webhookSecretSealed !== null,
}));

export const customChanges = z.object({
  webhookUrl: z.string().trim().max(2000).nullable().optional(),
  webhookSecret: secretChange
    .regex(/^[\x20-\x7e]+$/, "It is sent in a header: use Latin letters, digits and signs only.")
    .nullable()
    .optional(),
  retry: z.boolean().optional(),
  structured: z.boolean().optional(),
  markdown: z.enum(["as_written", "plain"]).optional(),
});
export type CustomChanges = z.infer<typeof customChanges>;

/** @throws DomainError invalid if the address is unsafe, or would get another server's secret. */
export function changeCustomSettings(
  settings: CustomChannelSettings,
  { webhookUrl, webhookSecret, retry, structured, markdown }: CustomChanges,
): CustomChannelSettings {
  const url = webhookUrl === undefined ? settings.webhookUrl : webhookUrl || null;
  if (url !== null && url !== settings.webhookUrl) assertSafeUrl(url, ["custom", "webhookUrl"]);
  const keepsSecret = settings.webhookSecretSealed !== null && webhookSecret === undefined;
  if (url !== null && keepsSecret) assertSecretGoesAlong(settings.webhookUrl, url, ["custom", "webhookSecret"]);
  // Without an address it is unknown which server the secret was for, so the next address must not get it.
  const losesSecret = url === null && settings.webhookUrl !== null && keepsSecret;
  return {
    ...settings,
    webhookUrl: url,
    webhookSecretSealed: losesSecret ? null : changedSecret(settings.webhookSecretSealed, webhookSecret),
    retry: retry ?? settings.retry,
    structured: structured ?? settings.structured,
    markdown: markdown ?? settings.markdown,
  };
}
