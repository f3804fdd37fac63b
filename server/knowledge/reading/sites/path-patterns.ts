/**
 * Whether the path of an address fits one of the patterns, in which `*` stands for any letters. A slash at the end makes
 * no difference. A pattern with a question mark is compared with the path and the query.
 */
export function fitsPattern(url: string, patterns: readonly string[]): boolean {
  const { pathname, search } = new URL(url);
  return patterns.some((pattern) => fits(pattern.includes("?") ? pathname + search : pathname, pattern));
}

/**
 * Compares without a regular expression, whose time could grow with the power of the stars in a pattern.
 */
function fits(path: string, pattern: string): boolean {
  const [first = "", ...parts] = withoutSlash(pattern).split("*");
  const text = withoutSlash(path);
  if (parts.length === 0) return text === first;
  // The end of `/help/*` is compared with the whole path, so that it fits `/help/`, too.
  const whole = pattern.endsWith("*") ? path : text;
  if (!whole.startsWith(first)) return false;
  const last = parts.pop() ?? "";
  let at = first.length;
  for (const part of parts) {
    const found = whole.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return whole.length - last.length >= at && whole.endsWith(last);
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
