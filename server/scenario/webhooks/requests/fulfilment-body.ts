import type { FulfilmentCall } from "../webhook-call";

/** Whom a call is about, as the database has it. */
export interface CallSubject {
  conversationId: string;
  botId: string;
  messageId: string;
  /** The customer's id in the channel. */
  chatId: string;
  clientName: string | null;
  clientPhone: string | null;
  isTestChat: boolean;
}

interface Named {
  id: string;
  name: string;
}

export interface FulfilmentSubject {
  subject: CallSubject;
  interaction: Named;
  webhook: Named;
  about: FulfilmentCall;
  date: Date;
}

/** The JSON that a fulfilment webhook gets (CONTRACTS §4), in ChatBot.com's schema v1 or v2. */
export function fulfilmentBody(schema: "v1" | "v2", of: FulfilmentSubject): string {
  return JSON.stringify(schema === "v1" ? bodyV1(of) : bodyV2(of));
}

/**
 * Schema v1. Where ChatBot.com means something that Parley has not, the nearest true value stands:
 * - `conversationId` and `sessionId`: the conversation, which never expires.
 * - `confidence`: the bot's threshold; `score`: how well the message fits. 1 if it was not compared with phrases.
 * - `lifespan`: how many answers the interaction's menu waits for, otherwise 0.
 * - `incomplete`: whether the customer left out a value that the interaction asks for.
 * - `storyId`: the bot. `action`: the interaction's name, because interactions have no separate action.
 * - `parameters`: the values that this interaction collected; `sessionParameters`: all variables of the conversation.
 * - `contexts`: the interactions in whose menus the customer is, then this one.
 * - `fulfillment`: this webhook (`debug` in the test chat), then the interaction's own texts with `delay` in milliseconds.
 */
function bodyV1({ subject, interaction, webhook, about, date }: FulfilmentSubject) {
  const { parameters, variables } = about;
  const { id, name } = interaction;
  return {
    conversationId: subject.conversationId,
    result: {
      source: "app",
      resolvedQuery: about.query,
      confidence: about.threshold ?? 0,
      score: about.score,
      lifespan: about.lifespan ?? 0,
      incomplete: about.incomplete ?? false,
      storyId: subject.botId,
      interaction: { id, name, action: name },
      parameters,
      sessionParameters: variables,
      contexts: [
        ...(about.contexts ?? []).map((context) => ({
          id: context.id,
          name: context.name,
          action: context.name,
          parameters: {},
        })),
        { id, name, action: name, parameters },
      ],
      fulfillment: [
        { type: "webhook", debug: subject.isTestChat, webhookId: webhook.id, used: true },
        ...about.texts.map(({ delay, message }) => ({ type: "text", delay, message })),
      ],
    },
    sessionId: subject.conversationId,
    timestamp: date.toISOString(),
    status: { code: 200, type: "success" },
  };
}

/**
 * Schema v2. `chatId` is the conversation; `userId` is too, because a customer has one conversation in a channel;
 * `externalId` is the customer's id in the channel. The user attributes are empty where Parley does not know them.
 */
function bodyV2({ subject, interaction, webhook, about }: FulfilmentSubject) {
  const { email } = about.variables;
  return {
    chatId: subject.conversationId,
    messageId: subject.messageId,
    userId: subject.conversationId,
    externalId: subject.chatId,
    node: {
      id: interaction.id,
      name: interaction.name,
      type: "WEBHOOK",
      webhookId: webhook.id,
      webhookName: webhook.name,
    },
    userAttributes: {
      default_name: subject.clientName ?? "",
      default_email: typeof email === "string" ? email : "",
      default_phone: subject.clientPhone ?? "",
    },
    attributes: about.variables,
  };
}
