import { requestService } from "@/server/accounts/sessions/request-service";
import { uploadAvatar } from "@/server/channels/web/avatar/set-avatar";
import { errorResponse } from "@/server/http/errors/error-response";

interface Params {
  params: Promise<{ channelId: string }>;
}

/** Stores the avatar of a web channel. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  try {
    const service = await requestService(request);
    return Response.json(await uploadAvatar(service, (await params).channelId, request), { status: 201 });
  } catch (error) {
    return errorResponse(error);
  }
}
