import { findWebChannel } from "./find-web-channel";

/**
 * The origins whose pages may frame a channel's chat page besides the product's own, as its settings allow them; null
 * where they allow every origin.
 */
export async function framingOrigins(publicId: string): Promise<string[] | null> {
  try {
    const { settings } = await findWebChannel(publicId);
    return settings.allowedOrigins.length === 0 ? null : settings.allowedOrigins;
  } catch {
    // The page itself says that there is no chat, that it is closed, or that something failed.
    return [];
  }
}
