import { DomainError } from "@/server/errors";
import { OutboundFailure } from "../outbound-failure";
import { checkTarget, outboundRules, type OutboundRules } from "./outbound-rules";

/**
 * For forms: checks a typed address as far as that goes without DNS; the request itself checks the rest.
 * @throws DomainError `invalid` when the scheme, port or host is not one that Parley calls, or it holds credentials.
 */
export function assertSafeUrl(url: string): void {
  assertSafeUrlUnder(outboundRules(), url);
}

/** The same under given rules. */
export function assertSafeUrlUnder(rules: OutboundRules, url: string): void {
  try {
    checkTarget(url, rules);
  } catch (error) {
    if (error instanceof OutboundFailure) throw new DomainError("invalid", error.message, { cause: error });
    throw error;
  }
}
