import { requestService } from "@/server/accounts/sessions/request-service";
import { errorResponse } from "@/server/http/errors/error-response";
import { idText } from "@/server/input-types";
import { openVotesCsv } from "@/server/polls/open-votes-csv";
import { csvResponse } from "@/server/tables/exports/csv-response";

export const maxDuration = 300;

/** Streams the votes of a poll as CSV, for any member of the workspace. */
export async function GET(request: Request, { params }: { params: Promise<{ pollId: string }> }): Promise<Response> {
  try {
    const ctx = await requestService(request);
    return csvResponse(await openVotesCsv(ctx, idText.parse((await params).pollId)));
  } catch (error) {
    return errorResponse(error);
  }
}
