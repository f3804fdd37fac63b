import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Outputs = inferRouterOutputs<AppRouter>;

export type Bot = Outputs["bots"]["get"];
export type ModelOption = Outputs["models"]["list"][number];
