/** Lists whose items have no ids, as rows with keys. The place is the key, because nothing else identifies an item. */

export type Keyed<T> = T & { key: string };

export function toRows<T extends object>(items: readonly T[]): Keyed<T>[] {
  return items.map((item, index) => ({ ...item, key: String(index) }));
}

/** The same for a list of texts. */
export function toTextRows(texts: readonly string[]): { key: string; text: string }[] {
  return toRows(texts.map((text) => ({ text })));
}
