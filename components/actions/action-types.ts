import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Action = inferRouterOutputs<AppRouter>["actions"]["get"];

/** What the screens need of an action of the draft. */
export type SavedAction = Pick<Action, "id" | "botId" | "enabled" | "definition">;
