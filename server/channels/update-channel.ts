import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { DomainError, type ErrorDetail } from "@/server/errors";
import { idText } from "@/server/input-types";
import { assertSafeUrl } from "@/server/outbound/assert-safe-url";
import { assertSecretGoesAlong } from "@/server/secrets/other-server";
import { sealSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import { newToken } from "./create-channel";
import { findChannel } from "./get-channel";
import { forgetWebChannel } from "./web/find-web-channel";
import type { ChannelSettings, CustomChannelSettings, WebChannelSettings } from "@/server/schemas/channel-settings";

/** A secret in a form: text sets it; where it is optional and nullable, null removes it and absent keeps it. */
const secretChange = z.string().min(1).max(500);

/** A URL's host may hold other characters, such as a comma, which end a header's value or a policy's directive. */
const ORIGIN = /^[a-z][a-z\d+.-]*:\/\/[a-z\d.:[\]-]+$/;

const origin = z.string().refine((text) => ORIGIN.test(text) && URL.canParse(text) && new URL(text).origin === text, {
  error: "Write an origin such as https://www.example.com, without a path.",
});

export const updateChannelInput = z.object({
  channelId: idText,
  name: z.string().trim().min(1, "Give the channel a name.").max(80).optional(),
  enabled: z.boolean().optional(),
  custom: z
    .object({
      webhookUrl: z.string().trim().max(2000).nullable().optional(),
      webhookSecret: secretChange
        .regex(/^[\x20-\x7e]+$/, "It is sent in a header: use Latin letters, digits and signs only.")
        .nullable()
        .optional(),
      retry: z.boolean().optional(),
      structured: z.boolean().optional(),
      markdown: z.enum(["as_written", "plain"]).optional(),
    })
    .optional(),
  web: z
    .object({
      title: z.string().trim().min(1, "Give the chat page a title.").max(80).optional(),
      greeting: z.string().max(1000).optional(),
      allowedOrigins: z.array(origin).max(50).optional(),
      identitySecret: secretChange.nullable().optional(),
    })
    .optional(),
});
type UpdateChannel = z.infer<typeof updateChannelInput>;

/** Changes a channel at once, for messages that come from now on. */
export async function updateChannel(ctx: ServiceContext, input: UpdateChannel): Promise<void> {
  const { name, enabled } = input;
  const changed = await db.transaction(async (tx) => {
    const row = await findChannel(ctx, input.channelId, tx);
    await tx
      .update(channels)
      .set({ name, enabled, settings: changedSettings(row.settings, input) })
      .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, row.id)));
    return row;
  });
  forgetWebChannel(changed.publicId);
}

/** Makes a new token; the one before stops working at once. */
export async function rotateToken(ctx: ServiceContext, channelId: string): Promise<void> {
  const row = await findChannel(ctx, channelId);
  if (row.kind !== "custom") throw new DomainError("invalid", "Only a custom channel has a token.");
  await db
    .update(channels)
    .set(newToken())
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, row.id)));
}

/** Deletes a channel with its conversations. */
export async function deleteChannel(ctx: ServiceContext, channelId: string): Promise<void> {
  const row = await findChannel(ctx, channelId);
  if (row.kind === "test") throw new DomainError("invalid", "The test chat belongs to the bot and stays.");
  await db.delete(channels).where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, row.id)));
  forgetWebChannel(row.publicId);
}

function changedSettings(settings: ChannelSettings, { custom, web }: UpdateChannel): ChannelSettings {
  if ((custom && settings.kind !== "custom") || (web && settings.kind !== "web")) {
    throw new DomainError("invalid", "These settings belong to another kind of channel.");
  }
  if (settings.kind === "custom" && custom) return changedCustom(settings, custom);
  if (settings.kind === "web" && web) return changedWeb(settings, web);
  return settings;
}

function changedCustom(
  settings: CustomChannelSettings,
  { webhookUrl, webhookSecret, retry, structured, markdown }: NonNullable<UpdateChannel["custom"]>,
): CustomChannelSettings {
  const url = webhookUrl === undefined ? settings.webhookUrl : webhookUrl || null;
  if (url !== null && url !== settings.webhookUrl) assertSafeWebhook(url);
  const keepsSecret = settings.webhookSecretSealed !== null && webhookSecret === undefined;
  if (url !== null && keepsSecret) assertSecretGoesAlong(settings.webhookUrl, url, ["custom", "webhookSecret"]);
  // A secret without an address belongs to no server, and the next address could be anyone's.
  const isGone = url === null && settings.webhookUrl !== null && keepsSecret;
  return {
    ...settings,
    webhookUrl: url,
    webhookSecretSealed: isGone ? null : changedSecret(settings.webhookSecretSealed, webhookSecret),
    retry: retry ?? settings.retry,
    structured: structured ?? settings.structured ?? false,
    markdown: markdown ?? settings.markdown ?? "as_written",
  };
}

function changedWeb(
  settings: WebChannelSettings,
  { identitySecret, ...changes }: NonNullable<UpdateChannel["web"]>,
): WebChannelSettings {
  return {
    ...settings,
    title: changes.title ?? settings.title,
    greeting: changes.greeting ?? settings.greeting,
    allowedOrigins: changes.allowedOrigins ?? settings.allowedOrigins,
    identitySecretSealed: changedSecret(settings.identitySecretSealed, identitySecret),
  };
}

/** Says at its field what is wrong with the address. */
function assertSafeWebhook(url: string): void {
  try {
    assertSafeUrl(url);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const detail: ErrorDetail = { path: ["custom", "webhookUrl"], message: error.message };
    throw new DomainError(error.code, error.message, { details: [detail], cause: error });
  }
}

function changedSecret(sealed: string | null, change: string | null | undefined): string | null {
  if (change === undefined) return sealed;
  return change === null ? null : sealSecret(change);
}
