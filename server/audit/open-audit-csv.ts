import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { csvLine } from "@/server/tables/exports/csv-line";
import type { CsvFile } from "@/server/tables/exports/csv-response";
import { csvStream } from "@/server/tables/exports/csv-stream";
import type { AuditFilters } from "./audit-filters";
import { type AuditEntry, readEntries } from "./list-entries";

const ENTRIES_PER_READ = 500;
const HEAD = [
  "time",
  "actor type",
  "actor",
  "actor id",
  "address",
  "verb",
  "target type",
  "target",
  "target id",
  "before",
  "after",
  "request id",
];

/** Opens the audit log as CSV, newest first. */
export async function openAuditCsv(ctx: ServiceContext, filters: AuditFilters): Promise<CsvFile> {
  requireRole(ctx, "admin");
  return { csv: csvStream(lines(ctx.workspaceId, filters)), fileName: "Audit log.csv" };
}

async function* lines(workspaceId: string, filters: AuditFilters): AsyncGenerator<string> {
  yield csvLine(HEAD);
  let before: number | null = null;
  for (;;) {
    const entries: AuditEntry[] = await readEntries(workspaceId, filters, before, ENTRIES_PER_READ);
    const last = entries.at(-1);
    if (!last) return;
    yield entries.map((entry) => csvLine(cellsOf(entry))).join("");
    before = last.seq;
  }
}

function cellsOf(entry: AuditEntry): string[] {
  const { createdAt, actorType, actorName, actorId, address, verb, targetType, targetName, targetId, requestId } =
    entry;
  const written = [entry.before, entry.after].map((fields) => (fields === null ? "" : JSON.stringify(fields)));
  return [
    createdAt.toISOString(),
    actorType,
    actorName,
    actorId ?? "",
    address ?? "",
    verb,
    targetType,
    targetName ?? "",
    targetId ?? "",
    ...written,
    requestId ?? "",
  ];
}
