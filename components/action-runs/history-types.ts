import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

/** A run in the history. */
export type ListedRun = inferRouterOutputs<AppRouter>["actions"]["runs"]["runs"][number];
