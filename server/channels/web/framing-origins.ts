import { findWebChannel } from "./find-web-channel";

/**
 * Returns the origins, besides the product's own, whose pages may frame a channel's chat page; null if the settings
 * allow every origin.
 */
export async function framingOrigins(publicId: string): Promise<string[] | null> {
  try {
    const { settings } = await findWebChannel(publicId);
    return settings.allowedOrigins.length === 0 ? null : settings.allowedOrigins;
  } catch {
    // The page itself shows that the chat does not exist, is disabled, or failed to load.
    return [];
  }
}
