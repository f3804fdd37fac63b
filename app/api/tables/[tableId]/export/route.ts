import { answerExport } from "@/server/tables/exports/export-table";

export const maxDuration = 300;

/** Streams a table's rows as CSV. */
export async function GET(request: Request, { params }: { params: Promise<{ tableId: string }> }): Promise<Response> {
  return answerExport(request, (await params).tableId);
}
