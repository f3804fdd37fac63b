import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { userPhotos, users } from "@/db/schema/accounts";

/** Every site may show it in its chat, as a picture and nothing else. */
const SAFETY = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "cross-origin",
};

const FORM = /^[\w-]{24}$/;

/** Answers with a user's photo. Its address never shows another one, so browsers keep it for a year. */
export async function answerPhoto(photoId: string): Promise<Response> {
  const [photo] = FORM.test(photoId)
    ? await db
        .select({ type: userPhotos.type, bytes: userPhotos.bytes })
        .from(users)
        .innerJoin(userPhotos, eq(userPhotos.userId, users.id))
        .where(eq(users.photoId, photoId))
    : [];
  if (!photo) return new Response("There is no such photo.\n", { status: 404, headers: SAFETY });
  return new Response(new Uint8Array(photo.bytes), {
    headers: {
      ...SAFETY,
      "content-type": photo.type,
      "content-length": String(photo.bytes.length),
      "cache-control": "public, max-age=31536000, immutable",
    },
  });
}
