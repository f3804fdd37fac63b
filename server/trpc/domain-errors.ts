import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { DomainError, type ErrorCode, type ErrorDetail } from "@/server/errors";
import { ourFault } from "@/server/http/errors/error-response";
import { fromZodError } from "@/server/http/errors/from-zod-error";
import { logFailure } from "@/server/log/log-failure";

const codes: Record<ErrorCode, TRPCError["code"]> = {
  invalid: "BAD_REQUEST",
  unauthorized: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  limit_exceeded: "TOO_MANY_REQUESTS",
  payload_too_large: "PAYLOAD_TOO_LARGE",
  unsupported_type: "UNSUPPORTED_MEDIA_TYPE",
  over_quota: "PAYMENT_REQUIRED",
  unavailable: "SERVICE_UNAVAILABLE",
};

/**
 * What a procedure's error becomes for its caller: a refusal keeps its message and details; any other failure is
 * logged under the request id and loses its inside.
 */
export function toTrpcError(error: TRPCError, at: { requestId: string; path: string }): TRPCError {
  const refusal = refusalOf(error);
  if (refusal) return refusalError(refusal);
  if (error.code !== "INTERNAL_SERVER_ERROR") return error;
  logFailure(at.requestId, at.path, error.cause ?? error);
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: ourFault(at.requestId) });
}

/** A refusal as its caller reads it. */
export function refusalError(refusal: DomainError): TRPCError {
  return new TRPCError({ code: codes[refusal.code], message: refusal.message, cause: refusal });
}

/** What a form needs besides the message: each fault with its place, and when to try again (seconds). */
export function errorDetails(error: TRPCError): { details: ErrorDetail[]; retryAfter: number | undefined } {
  const refusal = error.cause instanceof DomainError ? error.cause : undefined;
  return { details: refusal?.details ?? [], retryAfter: refusal?.retryAfter };
}

/** Zod's refusal counts only where it is the input's; thrown by our own code it is our failure. */
function refusalOf(error: TRPCError): DomainError | undefined {
  if (error.cause instanceof DomainError) return error.cause;
  if (error.code === "BAD_REQUEST" && error.cause instanceof z.ZodError) return fromZodError(error.cause);
  return undefined;
}
