/**
 * Whether a page's address fits a pattern in which `*` stands for any text. The pattern is a whole address, or begins
 * with the path; the query and the fragment count only if the pattern has them. An empty one fits every page.
 */
export function matchPage(pattern: string, address: string): boolean {
  const { href, origin, pathname } = new URL(address);
  const forms = [href, href.slice(origin.length), origin + pathname, pathname];
  return pattern === "" || forms.some((form) => fits(pattern, form));
}

/** Without a regular expression, which a pattern with many stars would make slow. */
function fits(pattern: string, text: string): boolean {
  // The line breaks tie the first part to the start, and the last one to the end.
  const whole = `\n${text}\n`;
  let at = 0;
  return `\n${pattern}\n`.split("*").every((part) => {
    const found = whole.indexOf(part, at);
    at = found + part.length;
    return found >= 0;
  });
}
