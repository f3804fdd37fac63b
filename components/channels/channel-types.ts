import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

export type Channel = inferRouterOutputs<AppRouter>["channels"]["get"];
export type CustomSettings = Extract<Channel["settings"], { kind: "custom" }>;
export type WebSettings = Extract<Channel["settings"], { kind: "web" }>;
