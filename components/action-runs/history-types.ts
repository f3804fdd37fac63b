import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

/** A run as the history lists it. */
export type ListedRun = inferRouterOutputs<AppRouter>["actions"]["runs"]["runs"][number];
