import { accountsRouter } from "./routers/workspace/accounts";
import { actionsRouter } from "./routers/bots/actions";
import { apiKeysRouter } from "./routers/workspace/api-keys";
import { auditRouter } from "./routers/workspace/audit";
import { botsRouter } from "./routers/bots/bots";
import { channelsRouter } from "./routers/bots/channels";
import { conversationsRouter } from "./routers/customers/conversations";
import { deliveriesRouter } from "./routers/events/deliveries";
import { eventReplaysRouter } from "./routers/events/event-replays";
import { eventEndpointsRouter } from "./routers/events/event-endpoints";
import { guideRouter } from "./routers/workspace/guide";
import { inboxRouter } from "./routers/customers/inbox";
import { knowledgeRouter } from "./routers/data/knowledge";
import { knowledgeAnswersRouter } from "./routers/data/knowledge-answers";
import { languagesRouter } from "./routers/bots/languages";
import { modelsRouter } from "./routers/workspace/models";
import { notificationsRouter } from "./routers/workspace/notifications";
import { pollsRouter } from "./routers/bots/polls";
import { rafflesRouter } from "./routers/bots/raffles";
import { savedRepliesRouter } from "./routers/customers/saved-replies";
import { scenarioRouter } from "./routers/bots/scenario";
import { scenarioWebhooksRouter } from "./routers/bots/scenario-webhooks";
import { searchRouter } from "./routers/workspace/search";
import { secretsRouter } from "./routers/workspace/secrets";
import { tablesRouter } from "./routers/data/tables";
import { teamRouter } from "./routers/workspace/team";
import { router } from "./init";

export const appRouter = router({
  accounts: accountsRouter,
  actions: actionsRouter,
  apiKeys: apiKeysRouter,
  audit: auditRouter,
  bots: botsRouter,
  channels: channelsRouter,
  conversations: conversationsRouter,
  deliveries: deliveriesRouter,
  eventReplays: eventReplaysRouter,
  eventEndpoints: eventEndpointsRouter,
  guide: guideRouter,
  inbox: inboxRouter,
  knowledge: knowledgeRouter,
  knowledgeAnswers: knowledgeAnswersRouter,
  languages: languagesRouter,
  models: modelsRouter,
  notifications: notificationsRouter,
  polls: pollsRouter,
  raffles: rafflesRouter,
  savedReplies: savedRepliesRouter,
  scenario: scenarioRouter,
  scenarioWebhooks: scenarioWebhooksRouter,
  search: searchRouter,
  secrets: secretsRouter,
  tables: tablesRouter,
  team: teamRouter,
});

export type AppRouter = typeof appRouter;
