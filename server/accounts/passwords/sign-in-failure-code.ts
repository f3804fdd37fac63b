import { DomainError } from "@/server/errors";
import { logFailure } from "@/server/log/log-failure";
import { requestIdHere } from "@/server/log/request-scope";

/** next-auth puts the message of what is thrown into an address, so it gets this code and the log gets the rest. */
export function signInFailureCode(error: unknown): "TooManyTries" | "SignInFailed" {
  if (error instanceof DomainError && error.code === "limit_exceeded") return "TooManyTries";
  logFailure(requestIdHere(), "sign-in", error);
  return "SignInFailed";
}
