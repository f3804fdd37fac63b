"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { inferRouterInputs } from "@trpc/server";
import type { z } from "zod";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { AppRouter } from "@/server/trpc/root";
import type { Bot } from "../bot-types";
import { draftKey } from "./kept-draft";
import { useAutosave } from "./use-autosave";

type Changes = Omit<inferRouterInputs<AppRouter>["bots"]["update"], "botId" | "basedOn">;

interface BotDraftOptions<T extends object> {
  /** Names the part in the browser's storage. */
  part: string;
  userId: string;
  /** Describes the values that can be saved. */
  schema: z.ZodType<T>;
  partOf: (bot: Bot) => T;
  /** What a save sends. */
  toChanges: (value: T, changes: Partial<T>) => Changes;
  canEdit: boolean;
}

/** Edits a part of a bot's draft, which is saved automatically. */
export function useBotDraft<T extends object>(bot: Bot, options: BotDraftOptions<T>) {
  const { part, userId, schema, partOf, toChanges, canEdit } = options;
  const trpc = useTRPC();
  const queries = useQueryClient();
  // Without a network it fails immediately, instead of waiting unseen.
  const update = useMutation(trpc.bots.update.mutationOptions({ networkMode: "always" }));
  const saved = (of: Bot) => ({ value: partOf(of), version: of.updatedAt });

  return useAutosave<T>(
    saved(bot),
    {
      storeKey: draftKey(userId, bot.id, part),
      schema,
      async save(value, changes, version) {
        const sent = { ...toChanges(value, changes), botId: bot.id, basedOn: version };
        const { updatedAt } = await update.mutateAsync(sent);
        void queries.invalidateQueries(trpc.bots.pathFilter());
        return updatedAt;
      },
      load: async () =>
        saved(
          await queries.fetchQuery({
            ...trpc.bots.get.queryOptions({ botId: bot.id }),
            staleTime: 0,
            retry: false,
            networkMode: "always",
          }),
        ),
    },
    canEdit,
  );
}
