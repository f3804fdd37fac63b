import { APICallError } from "ai";
import { z } from "zod";
import { OutboundFailure, type OutboundErrorCode } from "@/server/outbound/outbound-failure";
import { parseJson } from "@/server/text/parse-json";
import { parseRetryAfter } from "@/server/text/parse-retry-after";
import { createRedactor } from "@/server/secrets/masking/create-redactor";
import { MASK } from "@/server/secrets/masking/looks-secret";
import { excerpt } from "@/server/text/excerpt";

/** Why a request to a model failed. */
export interface ModelFailure {
  /** The reason in words. It may contain secrets until `sayFailure` masks them. */
  reason: string;
  retryable: boolean;
  /** The wait that the provider asks for, in milliseconds. */
  retryAfterMs: number | null;
  /** The HTTP status of a refusal; null for other failures. */
  status: number | null;
  /** The request itself was refused, so another model would refuse it too. */
  isOfRequest: boolean;
}

const RETRYABLE_STATUS = new Set([408, 409, 425, 429]);
/** Transient failures of the connection. */
const PASSING: ReadonlySet<OutboundErrorCode> = new Set(["dns", "connect", "timeout", "reset"]);
/** Error types and codes of providers for which a retry is useless. */
const FINAL_ERROR =
  /invalid|auth|permission|forbidden|not_found|insufficient_quota|billing|content_filter|context_length/i;
/** Statuses and error types of a request that is wrong in itself. */
const REQUEST_STATUS = new Set([400, 413, 414, 415, 422]);
const REQUEST_ERROR = /invalid_request|content_filter|context_length/i;
/** Some providers answer 400 if the key, the account or the model is the problem, such as Gemini, xAI and Groq. */
const OF_PROVIDER =
  /api.?key|credential|unauthori[sz]ed|billing|credits?\b|quota|model[^.]{0,80}(?:\bnot\b|decommission|deprecat|no longer|unknown)|(?:unknown|invalid|no such) model/i;
const MAX_REASON = 500;
/** Maximum number of characters read from an error body that is not JSON. */
const MAX_PAGE = 8000;

/** A response that does not have the form of a model's answer. */
export class UnexpectedAnswer extends Error {
  /** @param how What the server did, as a phrase that follows its name: "answered with a web page." */
  constructor(how: string) {
    super(how);
    this.name = "UnexpectedAnswer";
  }
}

/** The message for a web page, usually caused by a wrong address. */
export const WEB_PAGE = "answered with a web page: is the address right?";

/** Parses the known forms of error bodies to their message. */
export const errorBody = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform((body) => body.error.message),
  z.object({ error: z.string() }).transform((body) => body.error),
  z.object({ message: z.string() }).transform((body) => body.message),
  z.object({ detail: z.string() }).transform((body) => body.detail),
]);

/** Describes a failed request, such as "401 from api.example.com: invalid API key". */
export function readRequestFailure(error: unknown, host: string): ModelFailure {
  const call = findApiCallError(error);
  const status = call?.statusCode;
  if (call && status !== undefined && (status < 200 || status > 299)) {
    const wait = retryAfter(call.responseHeaders ?? {});
    const failure = failed(`${status} from ${host}: ${messageOf(error, call)}`, isRetryable(status), wait);
    return { ...failure, status, isOfRequest: isOfRequest(failure.reason, status) };
  }
  const outbound = causes(error).find((cause) => cause instanceof OutboundFailure);
  if (outbound) return failed(outbound.message, PASSING.has(outbound.code));
  const unexpected = causes(error).find((cause) => cause instanceof UnexpectedAnswer);
  if (unexpected) return failed(`${host} ${unexpected.message}`, true);
  if (call && status === undefined) return failed(`No connection to ${host}: ${rootMessage(call)}`, true);
  return status === undefined ? garbled(host) : cutOff(host);
}

/** Describes an error that a provider sent as part of a stream. */
export function readStreamFailure(error: unknown, host: string): ModelFailure {
  if (error instanceof Error) return /ended without/i.test(error.message) ? cutOff(host) : garbled(host);
  const sent = sentError.safeParse(typeof error === "string" ? { message: error } : error);
  if (!sent.success) return garbled(host);
  const { message, code, type } = sent.data;
  if (typeof code === "number" && code >= 400) {
    const isOwn = isOfRequest(message, code);
    return { ...failed(`${code} from ${host}: ${message}`, isRetryable(code)), status: code, isOfRequest: isOwn };
  }
  const name = `${type ?? ""} ${code ?? ""}`;
  const isOwn = REQUEST_ERROR.test(name) && !OF_PROVIDER.test(`${name} ${message}`);
  return { ...failed(`${host}: ${message}`, !FINAL_ERROR.test(name)), isOfRequest: isOwn };
}

/** The failure of an answer that stopped before its end. */
export function cutOff(host: string): ModelFailure {
  return failed(`${host} broke its answer off.`, true);
}

/** Creates a failure. `retryable` means that another attempt may succeed. */
export function failed(reason: string, retryable: boolean, retryAfterMs: number | null = null): ModelFailure {
  return { reason: reason.trim().replace(/:$/, ""), retryable, retryAfterMs, status: null, isOfRequest: false };
}

/** Formats a failure's reason for users and traces, without secrets and limited in length. */
export function sayFailure({ reason, retryAfterMs }: ModelFailure, secrets: string[]): string {
  // Mask before cutting, since half a key would no longer be recognised.
  const safe = scrubSecrets(reason, secrets);
  const short = excerpt(safe, MAX_REASON);
  return retryAfterMs === null ? short : `${short} (It asks to wait ${Math.ceil(retryAfterMs / 1000)} s.)`;
}

/** Masks the known secrets and anything else that looks like credentials. */
function scrubSecrets(text: string, secrets: string[]): string {
  // Shorter keys are placeholders for servers that need no key. Masking them would also mask parts of ordinary words.
  const redact = createRedactor(secrets.filter((secret) => secret.length >= 6));
  return redact(text).replaceAll(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${MASK}`);
}

const sentError = z.object({
  message: z.string(),
  code: z.union([z.string(), z.number()]).nullish(),
  type: z.string().nullish(),
});

function garbled(host: string): ModelFailure {
  return failed(`${host} sent something that is not a model's answer.`, true);
}

function isOfRequest(reason: string, status: number): boolean {
  return REQUEST_STATUS.has(status) && !OF_PROVIDER.test(reason);
}

function isRetryable(status: number): boolean {
  return RETRYABLE_STATUS.has(status) || status >= 500;
}

/** Finds the SDK's error among the causes, since the AI Gateway's SDK wraps it in its own error. */
function findApiCallError(error: unknown): APICallError | undefined {
  return causes(error).find((cause) => APICallError.isInstance(cause));
}

function messageOf(error: unknown, call: APICallError): string {
  const body = call.responseBody ?? "";
  const parsed = errorBody.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  const plain = withoutTags(cutAtSpace(body, MAX_PAGE)).replaceAll(/\s+/g, " ").trim();
  return plain === "" ? call.message || rootMessage(error) : plain;
}

/** Returns a page's text. It walks from tag to tag, since a regular expression could take quadratic time. */
function withoutTags(page: string): string {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const opened = page.indexOf("<", from);
    const closed = opened < 0 ? -1 : page.indexOf(">", opened);
    if (closed < 0) return [...parts, page.slice(from)].join(" ");
    parts.push(page.slice(from, opened));
    from = closed + 1;
    // The content of these elements is not text. An unclosed element extends to the end.
    if (/^(?:style|script)\b/i.test(page.slice(opened + 1, opened + 8))) from = endOfElement(page, from);
  }
}

function endOfElement(page: string, from: number): number {
  const closing = /<\/(?:style|script)\b/gi;
  closing.lastIndex = from;
  return closing.exec(page)?.index ?? page.length;
}

/** Cuts a long text between words, since half a key would not be recognised as a secret. */
function cutAtSpace(text: string, max: number): string {
  if (text.length <= max) return text;
  const space = /\s\S*$/.exec(text.slice(0, max));
  return text.slice(0, space?.index ?? 0);
}

/** Returns the innermost message, since wrappers only report that something failed. */
function rootMessage(error: unknown): string {
  const messages = causes(error).flatMap((cause) =>
    cause instanceof Error && cause.message !== "" ? [cause.message] : [],
  );
  return messages.at(-1) ?? "";
}

function causes(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let next = error; next !== undefined && !found.includes(next);) {
    found.push(next);
    next = next instanceof Error ? next.cause : undefined;
  }
  return found;
}

/** Reads the wait in milliseconds from `retry-after-ms` or Retry-After, in which some providers write fractions. */
function retryAfter(headers: Record<string, string>): number | null {
  const precise = Number(headers["retry-after-ms"] ?? Number.NaN);
  if (Number.isFinite(precise)) return Math.max(0, precise);
  return parseRetryAfter(headers["retry-after"]?.replace(/\.\d+\s*$/, ""), Date.now());
}
