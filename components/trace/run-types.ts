import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

export type ActionRun = inferRouterOutputs<AppRouter>["actions"]["run"];
export type StepRun = ActionRun["steps"][number];
export type StepRest = NonNullable<StepRun["rest"]>;
export type HttpAttempt = StepRun["output"]["attempts"][number];
