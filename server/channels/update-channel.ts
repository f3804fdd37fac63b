import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { DomainError } from "@/server/errors";
import { assertSafeUrl } from "@/server/outbound/assert-safe-url";
import { sealSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import { newToken } from "./create-channel";
import { findChannel } from "./get-channel";
import type { ChannelSettings } from "./settings";

/** A secret in a form: text sets it, null removes it, absent keeps it. */
const secretChange = z.string().min(1).max(500).nullable().optional();

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: "Write an origin such as https://www.example.com, without a path.",
});

export const updateChannelInput = z.object({
  channelId: z.string(),
  name: z.string().trim().min(1, "Give the channel a name.").max(80).optional(),
  enabled: z.boolean().optional(),
  custom: z
    .object({
      webhookUrl: z.string().trim().max(2000).nullable().optional(),
      webhookSecret: secretChange,
      retry: z.boolean().optional(),
    })
    .optional(),
  web: z
    .object({
      title: z.string().trim().min(1, "Give the chat page a title.").max(80).optional(),
      greeting: z.string().max(1000).optional(),
      allowedOrigins: z.array(origin).max(50).optional(),
      identitySecret: secretChange,
    })
    .optional(),
});
type UpdateChannel = z.infer<typeof updateChannelInput>;

/** Changes a channel at once, for messages that come from now on. */
export async function updateChannel(ctx: ServiceContext, input: UpdateChannel): Promise<void> {
  const row = await findChannel(ctx, input.channelId);
  await db
    .update(channels)
    .set({ name: input.name, enabled: input.enabled, settings: changedSettings(row.settings, input) })
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, row.id)));
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
}

function changedSettings(settings: ChannelSettings, input: UpdateChannel): ChannelSettings {
  if (settings.kind === "custom" && input.custom) {
    const { webhookUrl, webhookSecret, retry } = input.custom;
    const url = webhookUrl === undefined ? settings.webhookUrl : webhookUrl || null;
    if (url !== null && url !== settings.webhookUrl) assertSafeUrl(url);
    return {
      ...settings,
      webhookUrl: url,
      webhookSecretSealed: changedSecret(settings.webhookSecretSealed, webhookSecret),
      retry: retry ?? settings.retry,
    };
  }
  if (settings.kind === "web" && input.web) {
    const { identitySecret, ...changes } = input.web;
    const kept = { ...settings, identitySecretSealed: changedSecret(settings.identitySecretSealed, identitySecret) };
    return {
      ...kept,
      title: changes.title ?? kept.title,
      greeting: changes.greeting ?? kept.greeting,
      allowedOrigins: changes.allowedOrigins ?? kept.allowedOrigins,
    };
  }
  return settings;
}

function changedSecret(sealed: string | null, change: string | null | undefined): string | null {
  if (change === undefined) return sealed;
  return change === null ? null : sealSecret(change);
}
