import { z } from "zod";
import { secretChange, changedSecret } from "@/server/channels/changed-secret";
import { DomainError, type ErrorDetail } from "@/server/errors";
import { assertSafeUrl } from "@/server/outbound/addresses/assert-safe-url";
import { assertSecretGoesAlong } from "@/server/secrets/other-server";

export const customChannelSettings = z.object({
  kind: z.literal("custom"),
  /** Where replies go (CONTRACTS §2); null until it is set. */
  webhookUrl: z.string().nullable(),
  /** Sent as `Authorization: Bearer`. */
  webhookSecretSealed: z.string().nullable(),
  /** False: one attempt only. */
  retry: z.boolean(),
  /** Messages also carry their quick replies, buttons or cards as fields (CONTRACTS §2). Absent: as text only. */
  structured: z.boolean().default(false),
  /** What the bot's Markdown is sent as. Absent: as it is written. */
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

/** @throws DomainError invalid when the address is unsafe, or would get the secret of another server. */
export function changeCustomSettings(
  settings: CustomChannelSettings,
  { webhookUrl, webhookSecret, retry, structured, markdown }: CustomChanges,
): CustomChannelSettings {
  const url = webhookUrl === undefined ? settings.webhookUrl : webhookUrl || null;
  if (url !== null && url !== settings.webhookUrl) assertSafeWebhook(url);
  const keepsSecret = settings.webhookSecretSealed !== null && webhookSecret === undefined;
  if (url !== null && keepsSecret) assertSecretGoesAlong(settings.webhookUrl, url, ["custom", "webhookSecret"]);
  // A secret without an address belongs to no server, and the next address could be anyone's.
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

/** Reports an unsafe address at its field. */
function assertSafeWebhook(url: string): void {
  try {
    assertSafeUrl(url);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const detail: ErrorDetail = { path: ["custom", "webhookUrl"], message: error.message };
    throw new DomainError(error.code, error.message, { details: [detail], cause: error });
  }
}
