import { setPhoto } from "@/server/accounts/profile/set-photo";
import { requestUser } from "@/server/accounts/sessions/request-user";
import { readBytes } from "@/server/http/body/read-bytes";
import { errorResponse } from "@/server/http/errors/error-response";

/** The limit of a request's body, in bytes; the photo's own is lower. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Stores the photo of the signed-in user. */
export async function POST(request: Request): Promise<Response> {
  try {
    const { id } = await requestUser(request);
    return Response.json(await setPhoto(id, await readBytes(request, MAX_BODY_BYTES)), { status: 201 });
  } catch (error) {
    return errorResponse(error);
  }
}
