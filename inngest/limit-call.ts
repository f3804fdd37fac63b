import { createHmac, timingSafeEqual } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { NextRequest } from "next/server";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { hasMoreJsonParts } from "@/server/http/body/count-json-parts";
import { badRequest, errorResponse } from "@/server/http/errors/error-response";
import { withBody } from "@/server/http/body/limit-body";
import { readBytes } from "@/server/http/body/read-bytes";
import { isDeeperThan } from "@/server/text/is-deeper-than";
import { canonicalJson } from "./canonical-json";
import { inngest } from "@/server/outbox/inngest-client";

const MB = 1024 * 1024;
/** The limit for unsigned calls, which only request the registration of the functions. */
const MAX_UNSIGNED = MB;
/** Inngest's servers put at most 4 MB into a call, and let the app fetch the state of a run that has more. */
const MAX_SIGNED = 5 * MB;
/** The largest body that the SDK may parse before it checks the signature, in a few milliseconds. */
export const MAX_UNCHECKED = MB / 4;
const MAX_DEPTH = 1000;
/** The embedded executor sends the whole state of a run: twenty steps with answers of up to 1 MB (CONTRACTS §3). */
const MAX_CALL = 32 * MB;

/**
 * Limits the body for the SDK's handler. The SDK checks a signature only after it has parsed the body, which takes
 * seconds for a large hostile one. So the signature of a large body is checked first: against the raw bytes, as the
 * embedded executor signs them, or against their canonical form, for which one body at a time is parsed.
 */
export function limitCall<Rest extends unknown[]>(answer: (request: NextRequest, ...rest: Rest) => Promise<Response>) {
  return async (request: NextRequest, ...rest: Rest): Promise<Response> => {
    try {
      return await answer(await readCall(request), ...rest);
    } catch (error) {
      if (error instanceof DomainError) return errorResponse(error);
      if (error instanceof SyntaxError) return refuseBadJson();
      throw error;
    }
  };
}

/** The answer to a call that is not JSON, which the SDK does not handle. */
export function refuseBadJson(): Response {
  return badRequest("The body is not JSON.");
}

async function readCall(request: NextRequest): Promise<NextRequest> {
  if (request.body === null) return request;
  // A development server signs nothing.
  const isTrusted = inngest.mode !== "cloud";
  const signature = request.headers.get("x-inngest-signature");
  const body = await readBytes(request, signature === null && !isTrusted ? MAX_UNSIGNED : MAX_CALL);
  if (!isTrusted && body.length > MAX_UNCHECKED) await assertSigned(body, signature);
  return withBody(request, body);
}

async function assertSigned(body: Buffer, signature: string | null): Promise<void> {
  if (signature === null) throw new DomainError("unauthorized", NOT_SIGNED);
  if (isSigned(body, signature)) return;
  if (body.length <= MAX_SIGNED) return assertCanonicalSigned(body, signature);
  throw new DomainError(
    "payload_too_large",
    `A call of more than ${MAX_SIGNED / MB} MB must be signed over its exact bytes.`,
  );
}

const NOT_SIGNED = "The call is not signed with the product's signing key.";

let checking: Promise<unknown> = Promise.resolve();
let waiting = 0;
/** Calls of this size are rare, and Inngest repeats a refused one. */
const MAX_WAITING = 4;
/** Far more than a run's state has, since answers of other systems are stored as texts; checked in milliseconds. */
const MAX_PARTS = 200_000;
/** After a check, other requests get the processor for this many times the check's duration. */
const REST = 4;

/** Checks a signature of the body's canonical form (SDK specification §4.1.1), one body at a time. */
async function assertCanonicalSigned(body: Buffer, signature: string): Promise<void> {
  if (waiting >= MAX_WAITING) {
    throw new DomainError("unavailable", "Many large calls are being checked. Try again.", { retryAfter: 5 });
  }
  if (hasMoreJsonParts(body, MAX_PARTS)) {
    throw new DomainError(
      "payload_too_large",
      `A call has at most ${MAX_PARTS.toLocaleString("en")} fields and items.`,
    );
  }
  waiting += 1;
  let took = 0;
  const check = checking.then(() => {
    const began = performance.now();
    try {
      return isSigned(canonicalBytes(body), signature);
    } finally {
      took = performance.now() - began;
    }
  });
  checking = check.catch(() => {}).then(() => sleep(REST * took));
  const isRight = await check.finally(() => (waiting -= 1));
  if (!isRight) throw new DomainError("unauthorized", NOT_SIGNED);
}

function canonicalBytes(body: Buffer): Buffer {
  const value: unknown = JSON.parse(body.toString("utf8"));
  if (isDeeperThan(value, MAX_DEPTH)) throw new DomainError("invalid", "The body is nested too deeply.");
  return Buffer.from(canonicalJson(value));
}

function isSigned(body: Buffer, signature: string): boolean {
  const { INNGEST_SIGNING_KEY, INNGEST_SIGNING_KEY_FALLBACK } = env();
  return [INNGEST_SIGNING_KEY, INNGEST_SIGNING_KEY_FALLBACK].some((key) => key && isSignedWith(key, body, signature));
}

function isSignedWith(signingKey: string, body: Buffer, signature: string): boolean {
  const parts = new URLSearchParams(signature);
  const given = Buffer.from(parts.get("s") ?? "", "hex");
  const right = createHmac("sha256", signingKey.replace(/^signkey-\w+-/, ""))
    .update(body)
    .update(parts.get("t") ?? "")
    .digest();
  return given.length === right.length && timingSafeEqual(given, right);
}
