import { errorResponse } from "@/server/http/errors/error-response";
import { uploadInboxFile } from "@/server/inbox/thread/upload-file";
import { requestService } from "@/server/accounts/sessions/request-service";

export const maxDuration = 60;

/** Stores a file that an employee is about to send, and returns its id for `inbox.write`. */
export async function POST(request: Request): Promise<Response> {
  try {
    const file = await uploadInboxFile(await requestService(request), request);
    return Response.json({ fileId: file.id, ...file }, { status: 201 });
  } catch (error) {
    return errorResponse(error);
  }
}
