import { accountsRouter } from "./routers/accounts";
import { actionsRouter } from "./routers/actions";
import { apiKeysRouter } from "./routers/api-keys";
import { botsRouter } from "./routers/bots";
import { channelsRouter } from "./routers/channels";
import { conversationsRouter } from "./routers/conversations";
import { deliveriesRouter } from "./routers/deliveries";
import { eventReplaysRouter } from "./routers/event-replays";
import { eventEndpointsRouter } from "./routers/event-endpoints";
import { inboxRouter } from "./routers/inbox";
import { modelsRouter } from "./routers/models";
import { notificationsRouter } from "./routers/notifications";
import { pollsRouter } from "./routers/polls";
import { rafflesRouter } from "./routers/raffles";
import { savedRepliesRouter } from "./routers/saved-replies";
import { scenarioRouter } from "./routers/scenario";
import { scenarioWebhooksRouter } from "./routers/scenario-webhooks";
import { secretsRouter } from "./routers/secrets";
import { tablesRouter } from "./routers/tables";
import { router } from "./init";

export const appRouter = router({
  accounts: accountsRouter,
  actions: actionsRouter,
  apiKeys: apiKeysRouter,
  bots: botsRouter,
  channels: channelsRouter,
  conversations: conversationsRouter,
  deliveries: deliveriesRouter,
  eventReplays: eventReplaysRouter,
  eventEndpoints: eventEndpointsRouter,
  inbox: inboxRouter,
  models: modelsRouter,
  notifications: notificationsRouter,
  polls: pollsRouter,
  raffles: rafflesRouter,
  savedReplies: savedRepliesRouter,
  scenario: scenarioRouter,
  scenarioWebhooks: scenarioWebhooksRouter,
  secrets: secretsRouter,
  tables: tablesRouter,
});

export type AppRouter = typeof appRouter;
