import { DomainError } from "@/server/errors";
import { logFailure } from "@/server/log/log-failure";
import { requestIdHere } from "@/server/log/request-scope";

/** Returns a code for next-auth, which puts an error's message into a URL. The log gets the details. */
export function signInFailureCode(error: unknown): "TooManyTries" | "SignInFailed" {
  if (error instanceof DomainError && error.code === "limit_exceeded") return "TooManyTries";
  logFailure(requestIdHere(), "sign-in", error);
  return "SignInFailed";
}
