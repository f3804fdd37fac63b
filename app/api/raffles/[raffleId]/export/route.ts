import { requestService } from "@/server/accounts/sessions/request-service";
import { errorResponse } from "@/server/http/errors/error-response";
import { idText } from "@/server/input-types";
import { openEntriesCsv } from "@/server/raffles/open-entries-csv";
import { csvResponse } from "@/server/tables/exports/csv-response";

export const maxDuration = 300;

/** Streams the draws of a raffle as CSV, for any member of the workspace. */
export async function GET(request: Request, { params }: { params: Promise<{ raffleId: string }> }): Promise<Response> {
  try {
    const ctx = await requestService(request);
    return csvResponse(await openEntriesCsv(ctx, idText.parse((await params).raffleId)));
  } catch (error) {
    return errorResponse(error);
  }
}
