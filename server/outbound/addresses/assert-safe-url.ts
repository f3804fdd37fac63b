import { DomainError } from "@/server/errors";
import { OutboundFailure } from "../outbound-failure";
import { checkTarget, outboundRules, type OutboundRules } from "./outbound-rules";

/**
 * Checks a typed address for a form, without DNS. The request itself checks the rest.
 * @throws DomainError `invalid` if Parley does not call this scheme, port or host, or the address contains credentials.
 */
export function assertSafeUrl(url: string): void {
  assertSafeUrlUnder(outboundRules(), url);
}

/** Checks a typed address under the given rules. */
export function assertSafeUrlUnder(rules: OutboundRules, url: string): void {
  try {
    checkTarget(url, rules);
  } catch (error) {
    if (error instanceof OutboundFailure) throw new DomainError("invalid", error.message, { cause: error });
    throw error;
  }
}
