import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { DomainError } from "@/server/errors";
import { bufferBody } from "@/server/http/body/limit-body";
import { logFailure } from "@/server/log/log-failure";
import { requireJson } from "@/server/http/body/require-json";
import { requireSameOrigin } from "@/server/http/require-same-origin";
import { MAX_BATCH } from "./batch-limit";
import { createContext } from "./context";
import { refusalError } from "./domain-errors";
import { appRouter } from "./root";

/** Handles requests to procedures. A request that is refused before any procedure gets a response in tRPC's format. */
export async function answerTrpcRequest(request: Request): Promise<Response> {
  const admitted = await admit(request);
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: admitted instanceof DomainError ? withoutBody(request) : admitted,
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    // Makes tRPC return the refusal instead of an error about the method.
    allowMethodOverride: admitted instanceof DomainError,
    createContext: () => {
      if (admitted instanceof DomainError) throw refusalError(admitted);
      return createContext(admitted.headers);
    },
    responseMeta: () => ({ headers: new Headers({ "cache-control": "no-store" }) }),
    onError({ error, ctx, path }) {
      // Procedures log their own failures; these occur before or after them.
      if (error.code === "INTERNAL_SERVER_ERROR" && error.cause) {
        logFailure(ctx?.requestId ?? "(no request id)", path ?? "trpc", error.cause);
      }
    },
  });
}

/** Returns the request with a body within the limit, or the refusal. tRPC accepts mutations with POST only. */
async function admit(request: Request): Promise<Request | DomainError> {
  try {
    if (request.method === "POST") {
      requireSameOrigin(request);
      requireJson(request);
    }
    return await bufferBody(request);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

function withoutBody({ url, method, headers }: Request): Request {
  return new Request(url, { method, headers });
}
