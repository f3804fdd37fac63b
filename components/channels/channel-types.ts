import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

export type Channel = inferRouterOutputs<AppRouter>["channels"]["get"];

export type ChannelKind = Channel["settings"]["kind"];

/** The settings of one kind of channel. */
export type SettingsOf<Kind extends ChannelKind> = Extract<Channel["settings"], { kind: Kind }>;

export type ChannelOf<Kind extends ChannelKind> = Channel & { settings: SettingsOf<Kind> };
