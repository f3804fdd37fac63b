import { answerPhoto } from "@/server/accounts/profile/answer-photo";
import { errorResponse } from "@/server/http/errors/error-response";

interface Params {
  params: Promise<{ photoId: string }>;
}

/** A user's photo, for the product's pages and the chats on other sites. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  try {
    return await answerPhoto((await params).photoId);
  } catch (error) {
    return errorResponse(error);
  }
}
