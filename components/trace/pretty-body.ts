/** A response body for display: JSON indented, anything else unchanged. */
export function prettyBody(body: unknown): string {
  return typeof body === "string" ? body : (JSON.stringify(body, null, 2) ?? "");
}

/** Indents a text if it is JSON, otherwise leaves it unchanged. */
export function prettyText(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    // Parsing would change numbers that exceed JavaScript's precision.
    return /\d{16}/.test(text) ? text : JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** "870 B", "12.4 kB", "1 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${value < 100 ? Math.round(value * 10) / 10 : Math.round(value)} ${unit}`;
}
