/** The type of a file in a message of a custom channel. */
export type FileMessageType = "image" | "audio" | "document";

/** The types that receivers of webhooks are documented to support; everything else is a document. */
const WIRE_IMAGES = new Set(["image/png", "image/jpeg", "image/gif"]);
const WIRE_AUDIO = new Set("ogg mpeg wav x-wav webm mp4 m4a x-m4a".split(" ").map((kind) => `audio/${kind}`));

/** Images that every browser shows. An SVG counts as a document, since it can contain scripts. */
const BROWSER_IMAGES = new Set([...WIRE_IMAGES, "image/webp", "image/avif", "image/apng"]);

/** Returns the type of a message that contains a file. */
export function messageType(mimeType: string): FileMessageType {
  if (WIRE_IMAGES.has(mimeType)) return "image";
  return WIRE_AUDIO.has(mimeType) ? "audio" : "document";
}

/** Returns how a browser shows a file in a chat. */
export function shownAs(mimeType: string): FileMessageType {
  if (BROWSER_IMAGES.has(mimeType)) return "image";
  return mimeType.startsWith("audio/") ? "audio" : "document";
}

/** Whether a file's link opens in the browser instead of being downloaded. */
export function isShownInBrowser(mimeType: string): boolean {
  return shownAs(mimeType) !== "document" || mimeType === "application/pdf";
}
