/** Schemes that open a page or an app. None of them runs a script. */
const SAFE = /^(?:https?|mailto|tel|sms|tg|whatsapp|viber):$/;

interface SafeAddress {
  href: string;
  /** A page, which opens in a tab of its own. */
  isWeb: boolean;
}

/** The address that a link opens; null for everything that is not a web page or an app's address. */
export function safeAddress(value: string): SafeAddress | null {
  const url = URL.parse(value.trim());
  return url && SAFE.test(url.protocol) ? { href: url.href, isWeb: url.protocol.startsWith("http") } : null;
}

/** The `tel:` address of a phone number in any common spelling; null if it contains no digit. */
export function phoneAddress(value: string): string | null {
  const number = value.replaceAll(/[^\d+*#]/g, "");
  return /\d/.test(number) ? `tel:${number.replaceAll("#", "%23")}` : null;
}
