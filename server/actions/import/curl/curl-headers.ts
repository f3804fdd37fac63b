import type { NameValue } from "../imported-request";
import type { GivenOption } from "./curl-options";

interface ComposedHeaders {
  headers: NameValue[];
  /** Undefined when none was given. */
  contentType: string | undefined;
  notes: string[];
}

/** Parley sets these headers itself and rejects other values. */
const OWN =
  /^(?::.*|connection|content-length|expect|host|http2-settings|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade|accept-encoding)$/i;

/** Headers in which browsers describe themselves and the page; an API does not need them. */
const BROWSER =
  /^(?:sec-.*|dnt|upgrade-insecure-requests|priority|pragma|cache-control|accept-language|if-none-match|if-modified-since)$/i;

/** The headers of a curl command: those of -H, and those implied by -u, -A, -e, -b and --json. */
export function composeHeaders(options: GivenOption[], credentials: string | null): ComposedHeaders {
  const headers = new Map<string, NameValue>();
  const isBrowsers = cameFromBrowser(options);
  const leftOut: string[] = [];
  const removed = new Set<string>();
  const notes: string[] = [];
  for (const { name, value } of written(options, credentials)) {
    if (OWN.test(name)) continue;
    if (name.toLowerCase() === "idempotency-key") {
      notes.push(
        `${name} was left out: Parley sets it for each call, because a fixed value would block the next call.`,
      );
      continue;
    }
    if (value === null) removed.add(name.toLowerCase());
    else if (BROWSER.test(name) && isBrowsers) leftOut.push(name);
    else join(headers, name, value);
  }
  if (options.some(({ option }) => option === "json")) {
    for (const name of ["content-type", "accept"]) {
      if (!removed.has(name) && !headers.get(name)?.value) headers.set(name, { name, value: "application/json" });
    }
  }
  if (leftOut.length > 0) notes.push(`Left out, as only browsers send it: ${leftOut.join(", ")}.`);
  return { headers: [...headers.values()], contentType: headers.get("content-type")?.value, notes };
}

/** The value is null for `-H "Accept:"`, which stops curl from sending its default. */
function written(options: GivenOption[], credentials: string | null): { name: string; value: string | null }[] {
  const basic = options.findLast(({ option }) => option === "user")?.value ?? credentials;
  return [
    ...(basic === null ? [] : [{ name: "authorization", value: `Basic ${toBase64(basic)}` }]),
    ...options.flatMap(({ option, value }) => {
      if (option === "header") return readHeader(value);
      if (option === "bearer") return [{ name: "authorization", value: `Bearer ${value}` }];
      if (option === "user-agent") return [{ name: "user-agent", value }];
      if (option === "referer") return [{ name: "referer", value: value.replace(/;auto$/, "") }];
      // Without =, the value is the name of a cookie file.
      return option === "cookie" && value.includes("=") ? [{ name: "cookie", value }] : [];
    }),
  ];
}

function readHeader(text: string): { name: string; value: string | null }[] {
  const empty = /^([^:]+);\s*$/.exec(text);
  if (empty) return [{ name: (empty[1] ?? "").trim(), value: "" }];
  const at = text.indexOf(":", 1);
  if (at === -1) return [];
  const value = text.slice(at + 1).trim();
  return [{ name: text.slice(0, at).trim(), value: value === "" ? null : value }];
}

/** Joins repeated headers into one, as HTTP allows. */
function join(headers: Map<string, NameValue>, name: string, value: string): void {
  const same = headers.get(name.toLowerCase());
  if (!same) headers.set(name.toLowerCase(), { name, value });
  else if (/^(?:authorization|content-type|user-agent|referer)$/i.test(name)) same.value = value;
  else same.value += (name.toLowerCase() === "cookie" ? "; " : ", ") + value;
}

function cameFromBrowser(options: GivenOption[]): boolean {
  return options.some(({ option, value }) => option === "header" && /^sec-(?:fetch|ch)-/i.test(value));
}

function toBase64(text: string): string {
  const withColon = text.includes(":") ? text : `${text}:`;
  return btoa(Array.from(new TextEncoder().encode(withColon), (byte) => String.fromCodePoint(byte)).join(""));
}
