import { environmentManager, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";

/** Long enough that what the server rendered is not asked for again at once. */
const FRESH_MS = 30_000;
const TRIES_AFTER_FAILURE = 2;

let ofThisBrowser: QueryClient | undefined;

/** The cache of server state: one per browser, and a new one for each rendering on the server. */
export function queryClientOfThisPage(): QueryClient {
  if (environmentManager.isServer()) return createQueryClient();
  ofThisBrowser ??= createQueryClient();
  return ofThisBrowser;
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: (failures, error) => failures < TRIES_AFTER_FAILURE && mayPass(error) },
      mutations: { retry: false },
    },
  });
}

/** Asking again helps against a lost connection or a failure of ours, not against a refusal. */
function mayPass(error: Error): boolean {
  if (!(error instanceof TRPCClientError)) return true;
  const status: unknown = error.data?.httpStatus;
  return typeof status !== "number" || status >= 500;
}
