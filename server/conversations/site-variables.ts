/** How the names of variables begin that a site's code has set. */
export const SITE_PREFIX = "site_";

/**
 * The variables for what a site's code says about its visitor. They have a prefix because every visitor can change them
 * in the browser: so they never replace what the bot's actions and scenario have found out, an answer or a built-in name.
 */
export function siteVariables(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [SITE_PREFIX + name, value]));
}
