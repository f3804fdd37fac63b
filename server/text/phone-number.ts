/**
 * Converts a phone number as people and platforms write it to E.164, such as +525500000000.
 * @returns null for a number without a country code, and for anything else.
 */
export function toE164(text: string): string | null {
  const digits = text.trim().replace(/[\s().\-/\u00a0]/g, "");
  const international = digits.replace(/^00/, "+");
  if (/^\+[1-9]\d{6,14}$/.test(international)) return international;
  // Platforms omit the plus sign. A shorter number may be a national one.
  return /^[1-9]\d{10,14}$/.test(digits) ? `+${digits}` : null;
}

/**
 * The customer's phone number (CONTRACTS §5): the one that the channel gave, or else the chat id, if it is written as a
 * phone number with a plus sign. Empty if neither is one.
 */
export function phoneOfCustomer(clientPhone: string | null, chatId: string): string {
  return toE164(clientPhone ?? "") ?? (chatId.trim().startsWith("+") ? toE164(chatId) : null) ?? "";
}
