import { TRPCClientError } from "@trpc/client";
import { messageOf } from "@/components/ui/apply-server-error";
import type { SaveFailure } from "./autosave";

/** Tells why a save through tRPC failed. */
export function failureOf(error: unknown): SaveFailure {
  const message = messageOf(error);
  const data: unknown = error instanceof TRPCClientError ? error.data : null;
  if (!isRefusal(data)) return { kind: "unreachable", message };
  if (data.code === "CONFLICT") return { kind: "conflict", message };
  if (data.code === "UNAUTHORIZED") return { kind: "signedOut", message };
  return { kind: data.httpStatus >= 500 || data.httpStatus === 429 ? "failed" : "refused", message };
}

function isRefusal(data: unknown): data is { code: string; httpStatus: number } {
  return typeof data === "object" && data !== null && "code" in data && "httpStatus" in data;
}
