"use client";

import { useMutation } from "@tanstack/react-query";
import { z } from "zod";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Avatar } from "@/components/ui/avatar";
import { PictureField } from "@/components/uploads/picture-field";
import { uploadPicture } from "@/components/uploads/upload-picture";
import { shrinkPhoto } from "./shrink-photo";

const UNREADABLE = "This browser cannot read the picture. Choose a JPEG, PNG or WebP.";
const TOO_LARGE = "The picture is too large.";
const accepted = z.object({ photoId: z.string() });

interface PhotoFieldProps {
  name: string;
  photoId: string | null;
}

/** The user's photo. */
export function PhotoField({ name, photoId }: PhotoFieldProps) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.accounts.removePhoto.mutationOptions());
  return (
    <PictureField
      label="Photo"
      fileLabel="Your photo"
      accept="image/png,image/jpeg,image/webp"
      picture={<Avatar name={name} photoId={photoId} size="lg" />}
      hasPicture={photoId !== null}
      chooseLabel="Choose a photo"
      replaceLabel="Replace the photo"
      hint="Your team sees it, and so do customers in the chat when you answer them. It is cut to a square and saved immediately."
      onChoose={upload}
      onRemove={() => remove.mutateAsync()}
    />
  );
}

async function upload(file: File): Promise<string | null> {
  const photo = await shrinkPhoto(file);
  if (photo === null) return UNREADABLE;
  return uploadPicture({
    url: "/api/account/photo",
    picture: new File([photo], "photo"),
    accepted,
    tooLarge: TOO_LARGE,
  });
}
