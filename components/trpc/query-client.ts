import { environmentManager, MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { toast } from "sonner";
import { z } from "zod";
import { WORKSPACE_HEADER } from "@/server/accounts/workspace-cookie";

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
    queryCache: new QueryCache({ onError: sayIfAccessEnded }),
    mutationCache: new MutationCache({ onError: sayIfAccessEnded }),
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

/** One toast, however many requests fail. The page stays, because it may have text that is not saved. */
function sayIfAccessEnded(error: Error): void {
  if (!(error instanceof TRPCClientError)) return;
  if (error.data?.httpStatus === 401) {
    toast.error("You are signed out.", {
      id: "signed-out",
      duration: Infinity,
      description: "Copy what is not saved yet, then sign in to come back to this page.",
      action: { label: "Sign in", onClick: signInAndReturn },
    });
  } else if (isNoMember.safeParse(error.data).success) {
    toast.error("You no longer belong to this workspace.", {
      id: "no-member",
      duration: Infinity,
      description: "Copy what is not saved yet, then go on in another workspace.",
      action: { label: "Leave this page", onClick: () => window.location.assign("/bots") },
    });
  }
}

/** The refusal of a request that names a workspace to which the user does not belong. */
const isNoMember = z.object({ details: z.tuple([z.object({ path: z.tuple([z.literal(WORKSPACE_HEADER)]) })]) });

function signInAndReturn(): void {
  const { pathname, search, hash } = window.location;
  window.location.assign(`/sign-in?${new URLSearchParams({ callbackUrl: `${pathname}${search}${hash}` })}`);
}
