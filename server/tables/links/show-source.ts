import { redactUrl } from "@/server/outbound/addresses/redact-url";
import type { TableSource } from "@/server/schemas/table-column";

/** Redacts a table's link for display, since the address may contain a key. */
export function showSource(source: TableSource): TableSource {
  return { ...source, url: redactUrl(source.url) };
}
