import { DomainError, type ErrorCode } from "@/server/errors";
import { newId } from "@/server/ids";
import { acceptMessage, type Later } from "./accept-message";
import { InvalidMessage } from "./incoming-faults";
import { readBody } from "./read-body";

/** CONTRACTS §1, by error code. */
const STATUS: Record<ErrorCode, number> = {
  unauthorized: 401,
  over_quota: 402,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  payload_too_large: 413,
  unsupported_type: 415,
  invalid: 422,
  limit_exceeded: 429,
  unavailable: 503,
};

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
  return Response.json({ detail }, { status: STATUS[error.code], headers });
}

function failure(error: unknown): Response {
  const requestId = newId("request");
  // A query's error quotes its parameters, which are the customer's words; its cause does not.
  console.error(`custom channel: ${requestId}:`, error instanceof Error ? (error.cause ?? error) : error);
  const detail = `Something went wrong on our side (${requestId}). Send the message again with the same message_id.`;
  return Response.json({ detail }, { status: 500 });
}
