/** What a file is in a message of a custom channel (CONTRACTS §2). */
export type FileMessageType = "image" | "audio" | "document";

/** What receivers are told to expect; everything else is a document (CONTRACTS-REFERENCE §1.1). */
const WIRE_IMAGES = new Set(["image/png", "image/jpeg", "image/gif"]);
const WIRE_AUDIO = new Set("ogg mpeg wav x-wav webm mp4 m4a x-m4a".split(" ").map((kind) => `audio/${kind}`));

/** Images that every browser shows; an SVG is a document, since it can hold scripts. */
const BROWSER_IMAGES = new Set([...WIRE_IMAGES, "image/webp", "image/avif", "image/apng"]);

/** The type of a message that carries a file. */
export function messageType(mimeType: string): FileMessageType {
  if (WIRE_IMAGES.has(mimeType)) return "image";
  return WIRE_AUDIO.has(mimeType) ? "audio" : "document";
}

/** How a browser shows a file in a chat. */
export function shownAs(mimeType: string): FileMessageType {
  if (BROWSER_IMAGES.has(mimeType)) return "image";
  return mimeType.startsWith("audio/") ? "audio" : "document";
}

/** Whether its link opens in the browser; all others are saved. */
export function isShownInBrowser(mimeType: string): boolean {
  return shownAs(mimeType) !== "document" || mimeType === "application/pdf";
}
