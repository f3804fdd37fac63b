import { createHmac, timingSafeEqual } from "node:crypto";
import type { NextRequest } from "next/server";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { badRequest, errorResponse } from "@/server/http/error-response";
import { withBody } from "@/server/http/limit-body";
import { readBytes } from "@/server/http/read-bytes";
import { inngest } from "./client";

const MB = 1024 * 1024;
/** An unsigned call only asks to register the functions, which is small. */
export const MAX_UNSIGNED = MB;
/** Inngest's servers put at most 4 MB into a call, and let the app ask for the state of a run that has more. */
const MAX_SIGNED = 5 * MB;
/** The embedded executor sends the whole state of a run: twenty steps with answers of up to 1 MB (CONTRACTS §3). */
const MAX_CALL = 32 * MB;

/**
 * The SDK's handler with a limit on the body. The SDK checks a signature only after it has parsed the body, which takes
 * seconds for a large hostile one. So a body larger than Inngest sends is parsed only if its signature matches the raw
 * bytes, as the embedded executor signs them.
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

/** The answer to a call that is not JSON, which the SDK does not expect. */
export function refuseBadJson(): Response {
  return badRequest("The body is not JSON.");
}

async function readCall(request: NextRequest): Promise<NextRequest> {
  if (request.body === null) return request;
  // A development server signs nothing.
  const isTrusted = inngest.mode !== "cloud";
  const signature = request.headers.get("x-inngest-signature");
  const body = await readBytes(request, signature === null && !isTrusted ? MAX_UNSIGNED : MAX_CALL);
  if (body.length > MAX_SIGNED && !isTrusted && !isSignedAsSent(body, signature ?? "")) {
    throw new DomainError(
      "payload_too_large",
      `A call of more than ${MAX_SIGNED / MB} MB must be signed as it is sent.`,
    );
  }
  return withBody(request, body);
}

function isSignedAsSent(body: Buffer, signature: string): boolean {
  const { INNGEST_SIGNING_KEY } = env();
  if (!INNGEST_SIGNING_KEY) return false;
  const parts = new URLSearchParams(signature);
  const given = Buffer.from(parts.get("s") ?? "", "hex");
  const right = createHmac("sha256", INNGEST_SIGNING_KEY.replace(/^signkey-\w+-/, ""))
    .update(body)
    .update(parts.get("t") ?? "")
    .digest();
  return given.length === right.length && timingSafeEqual(given, right);
}
