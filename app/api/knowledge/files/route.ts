import { requestService } from "@/server/accounts/sessions/request-service";
import { errorResponse } from "@/server/http/errors/error-response";
import { uploadSourceFile } from "@/server/knowledge/sources/upload-file";

export const maxDuration = 120;

/** Adds a file to the knowledge base, and returns the id of its source. */
export async function POST(request: Request): Promise<Response> {
  try {
    return Response.json(await uploadSourceFile(await requestService(request), request), { status: 201 });
  } catch (error) {
    return errorResponse(error);
  }
}
