import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { fileTypeFromBuffer } from "file-type";
import { z } from "zod";
import { db } from "@/db/client";
import { userPhotos, users } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";

/** The account page sends at most 256 × 256 pixels. */
export const MAX_PHOTO_BYTES = 256 * 1024;

const photoType = z.enum(["image/jpeg", "image/png", "image/webp"]);

/**
 * Stores a user's photo in place of an earlier one.
 * @throws DomainError payload_too_large; unsupported_type for anything but a JPEG, PNG or WebP, by its bytes.
 */
export async function setPhoto(userId: string, bytes: Buffer): Promise<{ photoId: string }> {
  if (bytes.length > MAX_PHOTO_BYTES) throw new DomainError("payload_too_large", "A photo has at most 256 kB.");
  const type = photoType.safeParse((await fileTypeFromBuffer(bytes))?.mime);
  if (!type.success) throw new DomainError("unsupported_type", "Choose a picture: JPEG, PNG or WebP.");
  const photoId = randomBytes(18).toString("base64url");
  const photo = { type: type.data, bytes };
  await db.transaction(async (tx) => {
    await tx.update(users).set({ photoId }).where(eq(users.id, userId));
    await tx
      .insert(userPhotos)
      .values({ userId, ...photo })
      .onConflictDoUpdate({ target: userPhotos.userId, set: photo });
  });
  return { photoId };
}

/** Shows the user's initials again. */
export async function removePhoto(userId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(users).set({ photoId: null }).where(eq(users.id, userId));
    await tx.delete(userPhotos).where(eq(userPhotos.userId, userId));
  });
}
