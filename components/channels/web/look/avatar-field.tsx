"use client";

import { useMutation } from "@tanstack/react-query";
import { ImagePlus } from "lucide-react";
import { z } from "zod";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { PictureField } from "@/components/uploads/picture-field";
import { uploadPicture } from "@/components/uploads/upload-picture";

const TOO_LARGE = "The picture is larger than 1 MB, the most that an avatar may have.";
const accepted = z.object({ avatarFileId: z.string() });

interface AvatarFieldProps {
  channelId: string;
  publicId: string;
  avatarFileId: string | null;
}

/** The picture beside the bot's name. */
export function AvatarField({ channelId, publicId, avatarFileId }: AvatarFieldProps) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.channels.removeAvatar.mutationOptions());
  return (
    <PictureField
      label="Avatar"
      fileLabel="Picture for the avatar"
      accept="image/png,image/jpeg,image/gif,image/webp"
      picture={<Picture publicId={publicId} avatarFileId={avatarFileId} />}
      hasPicture={avatarFileId !== null}
      chooseLabel="Choose a picture"
      replaceLabel="Replace"
      hint="Beside the bot’s name and its messages. PNG, JPEG, GIF or WebP up to 1 MB, square. It is saved immediately."
      onChoose={(file) => {
        const url = `/api/channels/${channelId}/avatar?fileName=${encodeURIComponent(file.name)}`;
        return uploadPicture({ url, picture: file, accepted, tooLarge: TOO_LARGE });
      }}
      onRemove={() => remove.mutateAsync({ channelId })}
    />
  );
}

function Picture({ publicId, avatarFileId }: Pick<AvatarFieldProps, "publicId" | "avatarFileId">) {
  if (avatarFileId === null) {
    return (
      <span
        aria-hidden
        className="flex size-10 items-center justify-center rounded-full border border-dashed border-border-strong text-muted-foreground"
      >
        <ImagePlus className="size-4" />
      </span>
    );
  }
  return (
    // The picture is small and has an address that caches keep, so Next.js has nothing to improve.
    // oxlint-disable-next-line nextjs/no-img-element
    <img
      alt="The avatar"
      src={`/api/chat/${publicId}/avatar?v=${avatarFileId}`}
      className="size-10 rounded-full border object-cover"
    />
  );
}
