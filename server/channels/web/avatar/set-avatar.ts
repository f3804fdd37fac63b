import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { requireRole } from "@/server/accounts/require-role";
import { authorOf } from "@/server/audit/author";
import { recordChange } from "@/server/audit/record-change";
import { type ChannelRow, findChannel } from "@/server/channels/get-channel";
import { DomainError } from "@/server/errors";
import { describeFile, storeFile } from "@/server/files/store-file";
import { readSentFile } from "@/server/http/body/read-sent-file";
import type { ServiceContext } from "@/server/service-context";
import { forgetWebChannel } from "../find-web-channel";
import { webChannelSettings } from "../settings";
import { AVATAR_TYPES } from "./avatar-types";

export const MAX_AVATAR_BYTES = 1024 * 1024;
const TOO_LARGE = "The picture is larger than 1 MB, the most that an avatar may have.";

/**
 * Stores the picture in a request as the avatar of a web channel, immediately.
 * @throws DomainError unsupported_type, payload_too_large, over_quota, not_found; invalid for another kind of channel.
 */
export async function uploadAvatar(
  ctx: ServiceContext,
  channelId: string,
  request: Request,
): Promise<{ avatarFileId: string }> {
  requireRole(ctx, "editor");
  const { bytes, name } = await readSentFile(request, MAX_AVATAR_BYTES, TOO_LARGE);
  const { mimeType } = await describeFile(name, bytes);
  if (!AVATAR_TYPES.has(mimeType)) {
    throw new DomainError("unsupported_type", "Choose a picture: PNG, JPEG, GIF or WebP.");
  }
  assertWeb(await findChannel(ctx, channelId));
  const { id } = await storeFile({ workspaceId: ctx.workspaceId, name: name || "avatar", bytes });
  const store = () => setAvatar(ctx, channelId, id);
  await recordChange(authorOf(ctx), "POST /api/channels/[channelId]/avatar", { channelId }, store);
  return { avatarFileId: id };
}

/** Shows the bot's first letter again, immediately. The purge of files deletes the picture. */
export async function removeAvatar(ctx: ServiceContext, channelId: string): Promise<void> {
  requireRole(ctx, "editor");
  await setAvatar(ctx, channelId, null);
}

function assertWeb({ kind }: ChannelRow): void {
  if (kind !== "web") throw new DomainError("invalid", "Only web channels have an avatar.");
}

async function setAvatar(ctx: ServiceContext, channelId: string, avatarFileId: string | null): Promise<void> {
  const publicId = await db.transaction(async (tx) => {
    const row = await findChannel(ctx, channelId, tx);
    assertWeb(row);
    const settings = webChannelSettings.parse(row.settings);
    settings.widget.appearance.avatarFileId = avatarFileId;
    await tx
      .update(channels)
      .set({ settings })
      .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, row.id)));
    return row.publicId;
  });
  forgetWebChannel(publicId);
}
