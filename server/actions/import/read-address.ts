import type { NameValue } from "./imported-request";

export interface ReadAddress {
  /** Without query, fragment and credentials. */
  url: string;
  query: NameValue[];
  /** The `user:password` before the host. */
  credentials: string | null;
  notes: string[];
}

/** Splits an address into the fields of a webhook step; the query becomes decoded names and values. */
export function readAddress(written: string): ReadAddress {
  const [beforeFragment = "", fragment] = split(written.trim(), "#");
  const [base = "", query = ""] = split(beforeFragment, "?");
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(base) || base.startsWith("{{");
  const assumed = isOwnServer(base) ? "http://" : "https://";
  const [, scheme = "", credentials, rest = ""] =
    /^(https?:\/\/)?(?:([^/@?#]*)@)?(.*)$/is.exec(hasScheme ? base : assumed + base) ?? [];
  return {
    url: scheme + rest,
    query: readQuery(query),
    credentials: credentials === undefined ? null : decodeOr(credentials),
    notes: [
      ...(hasScheme ? [] : [`The address had no https:// or http://; ${assumed} was put before it.`]),
      ...(fragment === undefined ? [] : [`What follows the # in the address never reaches a server; it was left out.`]),
    ],
  };
}

/** A local host or an explicit port, for which curl's default of http is intended; public hosts use https. */
function isOwnServer(address: string): boolean {
  const [authority = ""] = address.replace(/^[^/@]*@/, "").split("/");
  const [, host = "", port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(authority) ?? [];
  const isName =
    host.includes(".") && !/^[\d.]+$/.test(host) && !/\.(?:local|localhost|internal|lan|home)$/i.test(host);
  return port === undefined ? !isName : port !== "443";
}

/** Decodes `a=1&b=x%20y` to names and values. */
export function readQuery(query: string): NameValue[] {
  return query
    .split("&")
    .filter((piece) => piece !== "")
    .map((piece) => {
      const [name = "", value = ""] = split(piece, "=");
      return { name: decodeOr(name.replaceAll("+", " ")), value: decodeOr(value.replaceAll("+", " ")) };
    });
}

/** Text with invalid percent-encoding is unchanged. */
function decodeOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function split(text: string, at: string): [string, string?] {
  const index = text.indexOf(at);
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
