import { DomainError } from "@/server/errors";

/** The refusal for a session whose account was deleted. */
export function accountGone(): DomainError {
  return new DomainError("unauthorized", "Your account is no longer there. Sign in again.");
}
