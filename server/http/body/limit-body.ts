import { NextRequest } from "next/server";
import { DomainError } from "@/server/errors";
import { errorResponse } from "../errors/error-response";
import { readBytes } from "./read-bytes";

/** The limit of a request's body, in bytes. */
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Wraps a route handler so that its request has the whole body in memory, within the limit. For handlers that pass the
 * request to a library, which would read the body without a limit. A larger body is answered with 413.
 * @param handle May throw any DomainError.
 */
export function limitBody<Rest extends unknown[]>(handle: (request: NextRequest, ...rest: Rest) => Promise<Response>) {
  return async (request: NextRequest, ...rest: Rest): Promise<Response> => {
    try {
      return await handle(await bufferBody(request), ...rest);
    } catch (error) {
      if (error instanceof DomainError) return errorResponse(error);
      throw error;
    }
  };
}

/**
 * Returns the same request with its body in memory.
 * @throws DomainError payload_too_large, having read at most one chunk more than the limit.
 */
export async function bufferBody<R extends Request>(request: R): Promise<R | NextRequest> {
  return request.body === null ? request : withBody(request, await readBytes(request, MAX_BODY_BYTES));
}

/** Returns the same request with another body. */
export function withBody({ url, method, headers, signal }: Request, body: Uint8Array<ArrayBuffer>): NextRequest {
  return new NextRequest(url, { method, headers, signal, body });
}
