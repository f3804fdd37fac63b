import { DomainError } from "@/server/errors";
import { logFailure } from "@/server/log/log-failure";
import { requestIdHere } from "@/server/log/request-scope";

/**
 * Returns a code for next-auth, which puts an error's message into a URL. After too many tries it ends with the minutes to
 * wait, such as `TooManyTries-9`. The log gets the details.
 */
export function signInFailureCode(error: unknown): `TooManyTries-${number}` | "SignInFailed" {
  if (error instanceof DomainError && error.code === "limit_exceeded") {
    return `TooManyTries-${Math.ceil((error.retryAfter ?? 0) / 60)}`;
  }
  logFailure(requestIdHere(), "sign-in", error);
  return "SignInFailed";
}
