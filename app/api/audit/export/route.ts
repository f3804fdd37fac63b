import { requestService } from "@/server/accounts/sessions/request-service";
import { auditFilters } from "@/server/audit/audit-filters";
import { openAuditCsv } from "@/server/audit/open-audit-csv";
import { errorResponse } from "@/server/http/errors/error-response";
import { fromZodError } from "@/server/http/errors/from-zod-error";
import { csvResponse } from "@/server/tables/exports/csv-response";

export const maxDuration = 300;

/** Streams the audit log as CSV, with the filters of its page as parameters. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await requestService(request);
    const filters = auditFilters.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!filters.success) throw fromZodError(filters.error);
    return csvResponse(await openAuditCsv(ctx, filters.data));
  } catch (error) {
    return errorResponse(error);
  }
}
