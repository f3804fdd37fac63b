/** The types of avatars: pictures that every browser shows and that contain no scripts. */
export const AVATAR_TYPES: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);
