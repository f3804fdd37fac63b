import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

export type Provider = inferRouterOutputs<AppRouter>["models"]["providers"]["list"][number];
