import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Outputs = inferRouterOutputs<AppRouter>["languages"];

export type BotLanguages = Outputs["get"];
export type TextPage = Outputs["texts"];
export type TranslatedText = TextPage["texts"][number];
export type Refused = Outputs["draft"]["refused"][number];
