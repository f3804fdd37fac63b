import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Outputs = inferRouterOutputs<AppRouter>["deliveries"];

export type ListedDelivery = Outputs["list"]["deliveries"][number];
export type Delivery = Outputs["get"];
export type Attempt = NonNullable<Delivery["attempts"]>[number];
export type Targets = Outputs["targets"];
export type Replay = inferRouterOutputs<AppRouter>["eventReplays"]["list"][number];
