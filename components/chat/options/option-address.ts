/** The address that a link button opens; null for anything but a web page, which is then shown as text. */
export function webAddress(value: string): string | null {
  const url = URL.parse(value.trim());
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** The `tel:` address of a phone number in any common spelling; null if it contains no digit. */
export function phoneAddress(value: string): string | null {
  const number = value.replaceAll(/[^\d+*#]/g, "");
  return /\d/.test(number) ? `tel:${number.replaceAll("#", "%23")}` : null;
}
