import { errorResponse } from "@/server/http/errors/error-response";
import { requireSameOrigin } from "@/server/http/require-same-origin";
import { liveInbox } from "@/server/inbox/live/live-inbox";
import { requestService } from "@/server/accounts/sessions/request-service";

export const maxDuration = 300;

/** Streams to an open inbox what changes in the member's workspace. */
export async function GET(request: Request): Promise<Response> {
  try {
    // Streams are limited per member: a page of another origin must not use them up.
    requireSameOrigin(request);
    const ctx = await requestService(request);
    return liveInbox(ctx, request.signal, () => requestService(request));
  } catch (error) {
    return errorResponse(error);
  }
}
