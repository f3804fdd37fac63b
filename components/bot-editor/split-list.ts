/** "order, refund ,, order" → ["order", "refund"]. */
export function splitList(text: string): string[] {
  const items = text.split(/[,;\n]/).map((item) => item.trim());
  return [...new Set(items.filter((item) => item !== ""))];
}

export function joinList(items: string[]): string {
  return items.join(", ");
}
