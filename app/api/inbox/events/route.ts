import { errorResponse } from "@/server/http/errors/error-response";
import { requireSameOrigin } from "@/server/http/require-same-origin";
import { liveInbox } from "@/server/inbox/live/live-inbox";
import { requestService } from "@/server/accounts/sessions/request-service";

export const maxDuration = 300;

/** Streams the changes of the member's workspace to an open inbox. */
export async function GET(request: Request): Promise<Response> {
  try {
    // Streams are limited per member, so a page of another origin must not use them up.
    requireSameOrigin(request);
    const ctx = await requestService(request);
    return liveInbox(ctx, request.signal, () => requestService(request));
  } catch (error) {
    return errorResponse(error);
  }
}
