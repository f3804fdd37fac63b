import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { logFailure } from "@/server/http/log-failure";
import { createContext } from "@/server/trpc/context";
import { appRouter } from "@/server/trpc/root";

function handler(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => createContext(request.headers),
    onError({ error, ctx, path }) {
      // Procedures log their own failures; this is for those before and after them.
      if (error.code === "INTERNAL_SERVER_ERROR" && error.cause) {
        logFailure(ctx?.requestId ?? "(no request id)", path ?? "trpc", error.cause);
      }
    },
  });
}

export { handler as GET, handler as POST };
