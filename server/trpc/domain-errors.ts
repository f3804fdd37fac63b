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
  consent_required: "FORBIDDEN",
  not_found: "NOT_FOUND",
  // tRPC has no code of its own for it.
  gone: "NOT_FOUND",
  conflict: "CONFLICT",
  limit_exceeded: "TOO_MANY_REQUESTS",
  payload_too_large: "PAYLOAD_TOO_LARGE",
  unsupported_type: "UNSUPPORTED_MEDIA_TYPE",
  over_quota: "PAYMENT_REQUIRED",
  unavailable: "SERVICE_UNAVAILABLE",
};

/**
 * Converts a procedure's error for its caller: a refusal keeps its message and details; any other failure is logged
 * under the request id and returned without details.
 */
export function toTrpcError(error: TRPCError, at: { requestId: string; path: string }): TRPCError {
  const refusal = refusalOf(error);
  if (refusal) return refusalError(refusal);
  if (error.code !== "INTERNAL_SERVER_ERROR") return error;
  logFailure(at.requestId, at.path, error.cause ?? error);
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: ourFault(at.requestId) });
}

/** Converts a refusal to the error that its caller gets. */
export function refusalError(refusal: DomainError): TRPCError {
  return new TRPCError({ code: codes[refusal.code], message: refusal.message, cause: refusal });
}

/** Returns what a form needs besides the message: each fault with its path, and the seconds until a retry. */
export function errorDetails(error: TRPCError): { details: ErrorDetail[]; retryAfter: number | undefined } {
  const refusal = error.cause instanceof DomainError ? error.cause : undefined;
  return { details: refusal?.details ?? [], retryAfter: refusal?.retryAfter };
}

/** A Zod error is a refusal only if it is about the input; otherwise it is an internal failure. */
function refusalOf(error: TRPCError): DomainError | undefined {
  if (error.cause instanceof DomainError) return error.cause;
  if (error.code === "BAD_REQUEST" && error.cause instanceof z.ZodError) return fromZodError(error.cause, "people");
  return undefined;
}
