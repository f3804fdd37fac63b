import { DomainError } from "@/server/errors";
import { requestIdHere } from "@/server/log/request-scope";
import { logFailure } from "@/server/log/log-failure";
import { statusCodes } from "./status-codes";

/**
 * Converts a thrown error to a route handler's response (CONTRACTS §8: `{error:{code,message,request_id,details[]}}`).
 * Errors that are not the caller's mistake are logged under the request id and returned without details.
 */
export function errorResponse(error: unknown, requestId: string = requestIdHere()): Response {
  if (!(error instanceof DomainError)) {
    logFailure(requestId, "request failed", error);
    return body(500, "internal", ourFault(requestId), requestId);
  }
  const response = body(statusCodes[error.code], error.code, error.message, requestId, error.details);
  if (error.retryAfter !== undefined) response.headers.set("retry-after", String(Math.ceil(error.retryAfter)));
  return response;
}

/** Returns the response to a request that cannot be read at all, such as a body that is not JSON. */
export function badRequest(message: string): Response {
  return body(400, "invalid", message, requestIdHere());
}

/**
 * Returns the response to a request with a method that its address does not have.
 * @param allowed The methods that it has.
 */
export function methodNotAllowed(allowed: readonly string[], requestId: string = requestIdHere()): Response {
  const allow = allowed.join(", ");
  const response = body(405, "method_not_allowed", `This address answers only to ${allow}.`, requestId);
  response.headers.set("allow", allow);
  return response;
}

/** Returns the message about an internal failure for people. */
export function ourFault(requestId: string): string {
  return `Something went wrong on our side (${requestId}). Please try again; if it stays, tell us this number.`;
}

function body(
  status: number,
  code: string,
  message: string,
  requestId: string,
  details: DomainError["details"] = [],
): Response {
  return Response.json({ error: { code, message, request_id: requestId, details } }, { status });
}
