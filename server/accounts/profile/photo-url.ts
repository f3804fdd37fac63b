import { env } from "@/server/env";

/** The address of a user's photo; null without one. It changes with the photo, and cannot be guessed. */
export function photoUrl(photoId: string | null): string | null {
  return photoId === null ? null : new URL(`/api/photos/${photoId}`, env().PARLEY_URL).href;
}
