import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

export type ApiKey = inferRouterOutputs<AppRouter>["apiKeys"]["list"][number];
