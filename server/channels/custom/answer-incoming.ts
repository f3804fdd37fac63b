import { DomainError } from "@/server/errors";
import { logFailure } from "@/server/http/log-failure";
import { statusCodes } from "@/server/http/status-codes";
import { newId } from "@/server/ids";
import { acceptMessage, type Later } from "./accept-message";
import { InvalidMessage } from "./incoming-faults";
import { readBody } from "./read-body";

/** Answers `POST /api/webhook/custom/message`: 202, or `{"detail": …}` with the status of the refusal. */
export async function answerIncoming(request: Request, later: Later): Promise<Response> {
  try {
    const accepted = await acceptMessage(request.headers.get("authorization"), () => readBody(request), later);
    return Response.json(accepted, { status: 202 });
  } catch (error) {
    return error instanceof DomainError ? refusal(error) : failure(error);
  }
}

function refusal(error: DomainError): Response {
  const headers = new Headers();
  if (error.code === "unauthorized") headers.set("www-authenticate", "Bearer");
  if (error.retryAfter !== undefined) headers.set("retry-after", String(Math.max(1, Math.ceil(error.retryAfter))));
  const detail = error instanceof InvalidMessage ? error.faults : error.message;
  return Response.json({ detail }, { status: statusCodes[error.code], headers });
}

function failure(error: unknown): Response {
  const requestId = newId("request");
  logFailure(requestId, "custom channel", error);
  const detail = `Something went wrong on our side (${requestId}). Send the message again with the same message_id.`;
  return Response.json({ detail }, { status: 500 });
}
