import type { TableSource } from "@/server/schemas/table-column";

export interface SourceAddress {
  kind: TableSource["kind"];
  /** The address that returns CSV. */
  url: string;
}

/** Turns the sharing link of a Google Sheet into the address of the same tab as CSV. Other addresses are kept. */
export function sourceAddress(typed: string): SourceAddress {
  const address = typed.trim();
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.hostname !== "docs.google.com" || !url.pathname.startsWith("/spreadsheets/")) {
    return { kind: "csv_url", url: address };
  }
  const gid = /^\d+$/.exec(url.searchParams.get("gid") ?? new URLSearchParams(url.hash.slice(1)).get("gid") ?? "")?.[0];
  const published = /^\/spreadsheets\/d\/e\/([\w-]+)/.exec(url.pathname)?.[1];
  const shared = /^\/spreadsheets\/(?:u\/\d+\/)?d\/([\w-]+)/.exec(url.pathname)?.[1];
  if (published) {
    const tab = gid ? `&gid=${gid}&single=true` : "";
    return { kind: "google_sheet", url: `${SHEETS}/d/e/${published}/pub?output=csv${tab}` };
  }
  if (!shared) return { kind: "csv_url", url: address };
  return { kind: "google_sheet", url: `${SHEETS}/d/${shared}/export?format=csv${gid ? `&gid=${gid}` : ""}` };
}

const SHEETS = "https://docs.google.com/spreadsheets";
