/**
 * Converts `getOrderById`, `X-Api-Key` and `filter[status]` to get_order_by_id, x_api_key and filter_status, which are
 * valid in identifiers; may return an empty text.
 */
export function toSnakeCase(text: string): string {
  const plain = text.normalize("NFKD").replaceAll(/\p{Diacritic}/gu, "");
  const words = plain
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replaceAll(/[^a-zA-Z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toLowerCase();
  return (/^\d/.test(words) ? `_${words}` : words).slice(0, 64);
}

/** The argument name closest to the original: `orderId` is unchanged, `order-id` becomes order_id. */
export function toIdentifier(text: string): string {
  const fit = text
    .replaceAll(/[^a-zA-Z0-9_]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 60);
  if (fit === "") return "value";
  return /^\d/.test(fit) ? `_${fit}` : fit;
}

/** Converts `getOrderById` to words: "Get order by id". */
export function toWords(text: string): string {
  const words = toSnakeCase(text).replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a text contains only ASCII letters after accents are removed. */
export function isAscii(text: string): boolean {
  return !/\P{ASCII}/u.test(text.normalize("NFKD").replaceAll(/\p{Diacritic}/gu, ""));
}
