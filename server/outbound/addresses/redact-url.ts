import { looksSecret, MASK } from "@/server/secrets/masking/looks-secret";

/** Masks a URL for logs, traces and people: credentials, and values of query keys that look secret, become •••. */
export function redactUrl(url: string): string {
  const [beforeFragment = ""] = normalized(url).split("#", 1);
  const queryStart = beforeFragment.indexOf("?");
  const address = queryStart === -1 ? beforeFragment : beforeFragment.slice(0, queryStart);
  const shown = address.replace(/^((?:[a-z][\w+.-]*:)?[/\\]+)?[^/\\]*@/i, `$1${MASK}@`);
  return queryStart === -1 ? shown : `${shown}?${redactQuery(beforeFragment.slice(queryStart + 1))}`;
}

/** An address that cannot be parsed is masked as it was typed, because it may contain a password. */
function normalized(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}

function redactQuery(query: string): string {
  return query
    .split("&")
    .map((pair) => {
      const equals = pair.indexOf("=");
      const name = equals === -1 ? pair : pair.slice(0, equals);
      return equals !== -1 && looksSecret(decoded(name)) ? `${name}=${MASK}` : pair;
    })
    .join("&");
}

function decoded(name: string): string {
  return new URLSearchParams(name).keys().next().value ?? name;
}
