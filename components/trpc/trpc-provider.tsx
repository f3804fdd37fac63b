"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { useState, type ReactNode } from "react";
import { WORKSPACE_HEADER } from "@/server/accounts/workspace-cookie";
import type { AppRouter } from "@/server/trpc/root";
import { MAX_BATCH } from "@/server/trpc/batch-limit";
import { queryClientOfThisPage } from "./query-client";

const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

/** The typed procedures as query and mutation options for TanStack Query. */
export { useTRPC };

interface TrpcProviderProps {
  children: ReactNode;
  /** The workspace of the page. Its calls stay there when another tab chooses another one. */
  workspaceId?: string;
}

/** Provides the API and the query cache. */
export function TrpcProvider({ children, workspaceId }: TrpcProviderProps) {
  const queryClient = queryClientOfThisPage();
  const [client] = useState(() => createTRPCClient<AppRouter>({ links: [batches(workspaceId)] }));
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

function batches(workspaceId: string | undefined) {
  const headers = workspaceId === undefined ? {} : { [WORKSPACE_HEADER]: workspaceId };
  return httpBatchLink({ url: "/api/trpc", maxItems: MAX_BATCH, headers });
}
