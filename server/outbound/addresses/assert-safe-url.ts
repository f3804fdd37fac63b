import { DomainError } from "@/server/errors";
import { OutboundFailure } from "../outbound-failure";
import { checkTarget, outboundRules, type OutboundRules } from "./outbound-rules";

/**
 * Checks a typed address for a form, without DNS. The request itself checks the rest.
 * @throws DomainError `invalid` if Parley does not call this scheme, port or host, or the address contains credentials.
 * @param field The path of the form's field that shows the fault.
 */
export function assertSafeUrl(url: string, field?: string[]): void {
  assertSafeUrlUnder(outboundRules(), url, field);
}

/** Checks a typed address under the given rules. */
export function assertSafeUrlUnder(rules: OutboundRules, url: string, field?: string[]): void {
  try {
    checkTarget(url, rules);
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error;
    const { message } = error;
    throw new DomainError("invalid", message, { cause: error, ...(field && { details: [{ path: field, message }] }) });
  }
}
