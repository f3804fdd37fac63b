import { environmentManager, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";

/** Long enough that data rendered on the server is not refetched immediately. */
const FRESH_MS = 30_000;
const TRIES_AFTER_FAILURE = 2;

let ofThisBrowser: QueryClient | undefined;

/** The query cache: one per browser, and one per render on the server. */
export function queryClientOfThisPage(): QueryClient {
  if (environmentManager.isServer()) return createQueryClient();
  ofThisBrowser ??= createQueryClient();
  return ofThisBrowser;
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => failures < TRIES_AFTER_FAILURE && isTemporary(error),
      },
      mutations: { retry: false },
    },
  });
}

/** Retrying helps against a lost connection or a server failure, not against a refusal. */
function isTemporary(error: Error): boolean {
  if (!(error instanceof TRPCClientError)) return true;
  const status: unknown = error.data?.httpStatus;
  return typeof status !== "number" || status >= 500;
}
