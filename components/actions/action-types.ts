import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Action = inferRouterOutputs<AppRouter>["actions"]["get"];

/** The fields of a draft action that the screens use. */
export type SavedAction = Pick<Action, "id" | "botId" | "enabled" | "definition">;
