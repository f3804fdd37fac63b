import { accountsRouter } from "@/server/accounts/router";
import { actionsRouter } from "@/server/actions/router";
import { botsRouter } from "@/server/bots/router";
import { channelsRouter } from "@/server/channels/router";
import { conversationsRouter } from "@/server/conversations/router";
import { inboxRouter } from "@/server/inbox/router";
import { modelsRouter } from "@/server/models/router";
import { notificationsRouter } from "@/server/notifications/router";
import { tablesRouter } from "@/server/tables/router";
import { router } from "./init";

export const appRouter = router({
  accounts: accountsRouter,
  actions: actionsRouter,
  bots: botsRouter,
  channels: channelsRouter,
  conversations: conversationsRouter,
  inbox: inboxRouter,
  models: modelsRouter,
  notifications: notificationsRouter,
  tables: tablesRouter,
});

export type AppRouter = typeof appRouter;
