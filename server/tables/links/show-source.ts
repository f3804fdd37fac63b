import { redactUrl } from "@/server/outbound/addresses/redact-url";
import type { TableSource } from "@/server/schemas/table-column";

/** A table's link as people see it: an address may hold a key. */
export function showSource(source: TableSource): TableSource {
  return { ...source, url: redactUrl(source.url) };
}
